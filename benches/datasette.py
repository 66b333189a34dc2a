"""Makes an SQLite file of the records that `heeded export` writes, for Datasette to show.

    heeded export | python3 benches/datasette.py records.db

One table for recommendations, one for planned actions, one for their words, with the indexes that
their pages need. No history is kept: that is what Datasette is not for.
"""

import json
import sqlite3
import sys


def main(path):
    db = sqlite3.connect(path)
    db.executescript(
        """
        create table recommendation (
            id text primary key, reference text, title text, issuer text, addressees text,
            made_on text, standing text, text text, response text, received_on text
        );
        create table action (
            id integer primary key, recommendation text references recommendation(id),
            text text, lead text, due_as_stated text, latest text
        );
        """
    )
    for line in sys.stdin:
        record = json.loads(line)
        versions = [r["versions"][-1] for r in record["responses"]]
        newest = versions[0] if versions else {"text": None, "received_on": None}
        db.execute(
            "insert into recommendation values (?,?,?,?,?,?,?,?,?,?)",
            (
                record["id"],
                record["reference"],
                record["title"],
                record["issuer"]["name"],
                "; ".join(a["organisation"]["name"] for a in record["addressees"]),
                record["made_on"],
                record["status"]["standing"],
                record["text"],
                newest["text"],
                newest["received_on"],
            ),
        )
        for action in record["planned_actions"]:
            due = action["due"] or {"as_stated": None, "latest": None}
            db.execute(
                "insert into action (recommendation, text, lead, due_as_stated, latest)"
                " values (?,?,?,?,?)",
                (record["id"], action["text"], action["lead"], due["as_stated"], due["latest"]),
            )
    db.executescript(
        """
        create index of_standing on recommendation (standing);
        create index of_record on action (recommendation);
        create index of_issuer on recommendation (issuer);
        create index of_day on recommendation (made_on);
        create virtual table recommendation_words using fts5(
            text, response, content='recommendation', tokenize='porter'
        );
        insert into recommendation_words (recommendation_words) values ('rebuild');
        """
    )
    db.commit()


main(sys.argv[1])
