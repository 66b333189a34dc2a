#!/usr/bin/env python3
"""How often the reader is wrong where it did not say that it may be.

  accuracy.py TOOLS CORPUS COMMAND...

TOOLS is the folder of score-reading, whose comparison with the labels is used; CORPUS a folder of
labelled documents; COMMAND prints a document's reading as JSON ({} stands for the document).
A field is flagged when its `sure` is "doubtful", or when a remark that doubts the reading is about
it. A due is right when its first and last day are; a set of addressees when it is the whole set.
Exit status 1 when more than 1 in 100 of the fields that are not flagged is wrong, or a document
is not read.
"""
import collections
import importlib.machinery
import importlib.util
import os
import sys

# Of the fields that are not flagged, at most so many are wrong.
WRONG_SHARE_MAX = 0.01
# Remarks that doubt the reading of a field rather than find the document odd.
DOUBTS = {"addressee-differs", "addressee-unknown", "date-unread", "response-unfound",
          "response-unmarked"}
KINDS = ["words of an ask", "reference", "addressees", "response", "no response", "day of receipt",
         "due", "lead", "dependency"]


def scorer_in(tools):
    path = os.path.join(tools, "score-reading")
    loader = importlib.machinery.SourceFileLoader("score_reading", path)
    spec = importlib.util.spec_from_loader("score_reading", loader)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


class Tally:
    def __init__(self, show):
        self.show = show
        self.counts = collections.defaultdict(lambda: [0, 0, 0, 0])
        self.cues = collections.defaultdict(lambda: [0, 0])

    def add(self, kind, flagged, right, what, read=None):
        counts = self.counts[kind]
        counts[0] += 1
        counts[1] += flagged
        counts[2] += not flagged and not right
        counts[3] += flagged and not right
        if read:
            cue = self.cues[kind, read.get("sure"), read.get("cue")]
            cue[0] += 1
            cue[1] += not right
        if self.show and not flagged and not right:
            print(f"  wrong and not flagged: {kind}: {what}")


def doubtful(*reads):
    return any(read and read.get("sure") == "doubtful" for read in reads)


def remarked(draft, about, index=None):
    return any(remark["about"] == about and remark["kind"] in DOUBTS
               and (index is None or remark.get("index") == index)
               for remark in draft.get("remarks_read") or [])


def of_ask(s, tally, truth, draft, alias):
    text = (draft.get("text") or "")[:60]
    head = draft.get("text_read")
    tally.add("words of an ask", doubtful(head), truth is not None, text, head)
    reference = draft.get("reference")
    if reference:
        right = truth is not None and s.ref_key(truth.get("ref")) == s.ref_key(reference)
        read = draft.get("reference_read")
        tally.add("reference", doubtful(read), right, f"{reference} {text}", read)
    if truth is None:
        return
    names = draft.get("addressees") or []
    options = [truth.get("addressees") or []] + (truth.get("addressees_alternatives") or [])
    right = any(s.match_names(option, names, alias) == len(option) == len(names)
                for option in options)
    reads = draft.get("addressees_read") or []
    flagged = doubtful(*reads) or remarked(draft, "addressees")
    order = ["certain", "likely", "doubtful"]
    worst = max(reads, key=lambda read: order.index(read["sure"]), default=None)
    tally.add("addressees", flagged, right, f"{names} for {options[0]}: {text}", worst)
    of_response(s, tally, truth, draft)


def of_response(s, tally, truth, draft):
    text = (draft.get("text") or "")[:60]
    responses = draft.get("responses") or []
    given = bool(truth.get("response_present"))
    if responses:
        read = responses[0].get("text_read")
        flagged = doubtful(*(r.get("text_read") for r in responses)) or remarked(draft, "response")
        tally.add("response", flagged, given, text, read)
    else:
        flagged = doubtful(draft.get("text_read")) or remarked(draft, "text")
        tally.add("no response", flagged, not given, text)
    for index, response in enumerate(responses):
        if response.get("received"):
            read = response.get("received_read")
            flagged = doubtful(read) or remarked(draft, "received", index)
            right = response["received"] == truth.get("response_received")
            tally.add("day of receipt", flagged, right, f"{response['received']} {text}", read)


def of_actions(s, tally, truths, drafts, alias):
    labelled = [a for t in truths for a in t.get("actions") or []]
    read, seen = [], set()
    for draft in drafts:
        for index, action in enumerate(draft.get("actions") or []):
            key = (s.squeeze(action.get("text"))[:80], s.action_due(action))
            if len(truths) == 1 or key not in seen:
                read.append((draft, index, action))
            seen.add(key)
    pairs = s.match_actions(labelled, [action for _, _, action in read])
    found = {j: labelled[i] for i, j in pairs.items()}
    for j, (draft, index, action) in enumerate(read):
        if s.is_dated(action):
            of_action(s, tally, (draft, index, action), (found.get(j), labelled, pairs), alias)


def of_action(s, tally, place, found, alias):
    draft, index, action = place
    truth, labelled, pairs = found
    due = s.action_due(action)
    if truth is None:
        # The same promise told again is no second one.
        same = any(t.get("due_as_written") and due[1:] == (t["due_earliest"], t["due_latest"])
                   for t in (labelled[i] for i in pairs))
        if same:
            return
    right = truth is not None and truth.get("due_as_written") is not None and due[1:] == (
        truth.get("due_earliest"), truth.get("due_latest"))
    reads = (action["due"].get("read"), action.get("text_read"))
    flagged = doubtful(*reads) or remarked(draft, "due", index) or remarked(draft, "action", index)
    what = f"{due} {(action.get('text') or '')[:60]}"
    tally.add("due", flagged, right, what, reads[0])
    if truth is None or truth.get("due_as_written") is None:
        return
    if action.get("lead"):
        read = action.get("lead_read")
        right = bool(truth.get("lead")) and s.lead_right(truth["lead"], action["lead"], alias)
        what = f"{action['lead']} for {truth.get('lead')}"
        tally.add("lead", doubtful(read, *reads), right, what, read)
    left = list(truth.get("dependencies") or [])
    for words, read in zip(action.get("dependencies") or [], action.get("dependencies_read") or []):
        hit = next((x for x in left if s.dep_right(x, words)), None)
        if hit is not None:
            left.remove(hit)
        tally.add("dependency", doubtful(read, *reads), hit is not None, words, read)


def of_document(s, tally, truth, reading, alias):
    truths = truth.get("recommendations") or []
    drafts = reading.get("recommendations") or []
    pairs = s.match_recommendations(truths, drafts)
    matched = {j: truths[i] for i, j in pairs.items()}
    for j, draft in enumerate(drafts):
        of_ask(s, tally, matched.get(j), draft, alias)
    for group in s.groups_of(truths):
        own = [drafts[pairs[i]] for i in group if i in pairs]
        of_actions(s, tally, [truths[i] for i in group], own, alias)
    for j, draft in enumerate(drafts):
        if j not in matched:
            of_actions(s, tally, [{}], [draft], alias)


def print_table(tally):
    print(f"{'field':<18}{'read':>7}{'flagged':>9}{'not flagged':>13}{'wrong':>7}{'share':>9}"
          f"{'wrong, flagged':>16}")
    total = [0, 0, 0, 0]
    for kind in KINDS + ["all"]:
        counts = total if kind == "all" else tally.counts[kind]
        if kind != "all":
            total = [a + b for a, b in zip(total, counts)]
        read, flagged, wrong, caught = counts
        unflagged = read - flagged
        share = f"{wrong / unflagged:.4f}" if unflagged else "-"
        print(f"{kind:<18}{read:>7}{flagged:>9}{unflagged:>13}{wrong:>7}{share:>9}{caught:>16}")
    return total


def main():
    arguments = sys.argv[1:]
    options = [a for a in arguments[:2] if a in ("--misses", "--cues")]
    if len(arguments) - len(options) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    tools, corpus, *command = arguments[len(options):]
    s = scorer_in(tools)
    tally = Tally("--misses" in options)
    unread = 0
    for path in s.find_truths(corpus):
        truth, document, alias = s.load_truth(path)
        reading, why = s.run_reader(command, document, 120)
        if tally.show:
            print(truth["document"])
        if why:
            unread += 1
            print(f"  {truth['document']} was not read: {why}")
            continue
        of_document(s, tally, truth, reading, alias)
    total = print_table(tally)
    if "--cues" in options:
        for (kind, sure, cue), (read, wrong) in sorted(tally.cues.items(), key=lambda c: str(c[0])):
            print(f"{kind:<18}{sure:<10}{read:>6}{wrong:>6}  {cue}")
    unflagged = total[0] - total[1]
    too_many = total[2] > WRONG_SHARE_MAX * unflagged
    return 1 if unread or not unflagged or too_many else 0


if __name__ == "__main__":
    sys.exit(main())
