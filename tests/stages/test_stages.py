"""Stages: what each sees by structure, and that no page is seen from another."""

import pytest
from core import evidence

from cleaner.stages import ORDER, STRUCTURE, rulebook
from cleaner.table.lines import read_lines

BOOK = rulebook()

PROSE = "The bridge over the river opened to traffic again on Monday morning, the council said."
BIO = "Jo Park is a freelance journalist. She has lived on the river since the flood of 1999."
LONG = " ".join(["The bridge over the river opened again."] * 3)
MORE = "The mayor was the first to drive over it, and nobody in the town was surprised by that."


def _seen(*pages: str) -> list[set[str]]:
    """The ids of the rules of structure that speak about each row, all pages in one batch."""
    lines = read_lines(pages)
    found = evidence(lines, BOOK)
    seen: list[set[str]] = [set() for _ in range(len(lines))]
    for row, rule in zip(found.line.tolist(), found.rule.tolist(), strict=True):
        if BOOK.rules[rule].where == "structure":
            seen[row].add(BOOK.rules[rule].id.removeprefix("any."))
    return seen


def _rows(rule: str, page: str) -> list[int]:
    return [row for row, names in enumerate(_seen(page)) if rule in names]


SCHEDULE = "Friday, June 14, 2019\nA river\nSaturday, June 15, 2019\nA town\nSunday, June 16, 2019"
POSTS = "{}\nA river\n{}\nA town\n{}"
DAYS = ("June 14", "June 15", "June 16")

# rule, page, rows that it is to find
EXAMPLES = [
    ("icons.runs", "searchicon tagicon playicon closeicon\n" + PROSE, [0]),
    (
        "icons.runs",
        "The icon of an icon painter was no icon of mine, and that is all I have to say.",
        [],
    ),
    ("navigation.bars", "Home | World | Africa | Sport\n" + PROSE, [0]),
    ("navigation.bars", "Home › News › Local › Today", [0]),
    (
        "navigation.bars",
        "It was 3/4 full, and the choice was his/hers to make on that day or another.",
        [],
    ),
    ("navigation.scripts", "العربيةespрусdefr\n" + PROSE, [0]),
    ("navigation.scripts", "Straßenbahnhaltestelle\nрусский\nArzneimittel漢字", []),
    ("navigation.glued", "HomeWorld News\n" + PROSE, [0]),
    ("navigation.glued", "Homeless in the city\nHome World News", []),
    ("dateline.weather", f"— Ellie C\n-C\n{PROSE}", []),
    (
        "navigation.kicker",
        f"Skip to content\nThe Embassy\nWhy the River Rose Again and What the Town Did\n{PROSE}",
        [1],
    ),
    (
        "navigation.kicker",
        f"Skip to content\nBread Pudding\nA quick dessert from what is left of a loaf\n{PROSE}",
        [],
    ),
    (
        "author.bio",
        f"{PROSE}\n{MORE}\nWritten by\n{BIO}",
        [3],
    ),
    ("author.bio", f"Written by\n{PROSE}\n{MORE}\n{PROSE}\n{MORE}", []),
    (
        "teaser.suffix",
        f"{PROSE}\nA town without a single street\nA town without a single street FEATURE",
        [1, 2],
    ),
    (
        "teaser.suffix",
        f"A town without a single street\nA town without a single street again\n{PROSE}",
        [],
    ),
    (
        "teaser.twice",
        f"{PROSE}\nThe river rises again Read more: The river rises again\n{MORE}",
        [1],
    ),
    (
        "caption.double",
        f"The new bridge. Photo: Jo Park\nThe new bridge. Photo: Jo Park\n{PROSE}",
        [0, 1],
    ),
    ("caption.double", f"Hear, hear!\nHear, hear!\n{PROSE}", []),
    ("dateline.weather", f"28.1 C\n{PROSE}", [0]),
    ("dateline.weather", f"-3°\n{PROSE}", [0]),
    ("dateline.weather", f"{PROSE}\n12 Cups\nVitamin C", []),
    ("dateline.place", f"28.1 C\nNew York\nFriday, August 19, 2022\n{PROSE}", [1]),
    ("dateline.date", f"2022-04-26 21:21:50\n11/01/2021\n{PROSE}", [0, 1]),
    ("dateline.date", f"2022\n12 345\n1.2.3.4.5\n1/2-25\n{PROSE}\nOn 11/01/2021", []),
    ("dateline.date", f"2.0.1 (8.3.2022)\n[1.10] - 2021-11-30\n{PROSE}", []),
    ("dateline.dated", f"A bridge opens again\nHill Town, 3 March 2026\n{PROSE}", [1]),
    ("dateline.dated", f"{PROSE}\nHill Town, 3 March 2026\nIn March she sold 3 bridges", []),
    ("caption.owner", f"© Jo Park\n© 2022 Jo Park\n{PROSE}", [0]),
    ("caption.owner", "©\nThe sign © is older than one may think", []),
    ("caption.credit", f"The bridge at night © Jo Park / Town Hall\n{PROSE}", [0]),
    (
        "caption.credit",
        "All text © 2022 Jo Park\nThe © is older than one might think it is now",
        [],
    ),
    ("dateline.place", f"28.1 C\nNew York\n{PROSE}\nFriday, August 19, 2022", []),
    ("media.times", f"{PROSE}\nThe psychology of bridges\n0:00\n25:10", [2, 3]),
    ("media.title", f"{PROSE}\nThe psychology of bridges\n0:00\n25:10", [1]),
    ("media.times", f"{PROSE}\n12:30\n{MORE}\n3:1\n1,204", []),
    ("media.times", f"{PROSE}\n0:11 / 0:32\n00:00:00/1:02:03\n1/2 / 3", [1, 2]),
    ("media.length", f"1m 52s\n1 hr, 3 min 20 sec\n{PROSE}", [0, 1]),
    ("media.length", f"45 min\n1m 52s ahead\n{PROSE}\n1m 2s\n1m 3s\n1m 4s", []),
    ("media.counter", f"{PROSE}\n1/3\n{MORE}\n2 / 3\nThe lock at dusk\n3/3\n4/3", [1, 3, 5]),
    ("media.counter", f"{PROSE}\n1/5\n2/5\n3/5\n4/5\n{MORE}\n1/8\n3/8\n5/8", []),
    ("other.repeated", f"Save it\n{PROSE}\nSave it\n{MORE}\nSAVE IT", [0, 2, 4]),
    ("other.repeated", f"Save it\n{PROSE}\nSave it", []),
    ("teaser.follower", f"{PROSE}\nTop stories\nA river\nA town\nA bridge", [2, 3, 4]),
    ("teaser.follower", f"{PROSE}\nTop stories\nA river\nA town\nThe bridge\n{MORE}", [2, 3]),
    ("teaser.follower", f"{PROSE}\nTop stories\n{MORE}\nA river", []),
    (
        "teaser.follower",
        "\n".join([LONG, "Top stories", "A river", "Beetles", *[LONG] * 3]),
        [2, 3],
    ),
    ("teaser.follower", "\n".join([LONG, "Top stories", "A river", "Beetles", *[LONG] * 2]), [2]),
    ("teaser.follower", "\n".join([LONG, "Top stories", "A river", "Bridges", *[LONG] * 3]), [2]),
    # Nothing before the heading is looked at, not even the end of the table.
    ("author.follower", f"About the author\n{BIO}\nView all posts by Jo Park", []),
    (
        "content.numbered",
        "1. Cut the bread up\n2. Fry it in butter\n\n3. Eat it while hot",
        [0, 1, 2],
    ),
    ("content.numbered", "1. Cut the bread up\n2. Fry it in butter\n4. Eat it while hot", []),
    ("content.verse", "The river runs,\nthe river bends,\nit never asks\nwhere water ends.", []),
    (
        "content.verse",
        "The river runs,\nthe river bends,\nand never asks,\nwhere water ends.",
        [0, 1, 2, 3],
    ),
    (
        "content.code",
        "int f(int x) {\n    y = x + 1;\n    z = g(y);\n    return z;\n}",
        [0, 1, 2, 3, 4],
    ),
    ("content.code", f"{PROSE}\n  A river\n  A town\n  A bridge\n  A street\n{PROSE}", []),
    ("content.table", "Ajax 3 1\nPSV 2 2\nFC Twente 0 4\nHeracles 1 1\n" + PROSE, [0, 1, 2, 3]),
    ("content.table", "12 30\n13 30\n14 30\n15 30", []),
    ("legal.copyright", f"{PROSE}\n© 2005–2022 The River Paper", [1]),
    ("legal.copyright", f"{PROSE}\n© is the sign of those who own a text\nIn 2022 © was added", []),
    ("content.code", f"{PROSE}\n{MORE}\n{PROSE}\n{MORE}", []),
    ("content.schedule", SCHEDULE, [0, 2, 4]),
    ("content.schedule", "Friday, June 14, 2019\nSaturday, June 15, 2019\nA river", []),
    ("content.schedule", POSTS.format(*[f"Posted {d}, 2019" for d in DAYS]), []),
    ("content.schedule", POSTS.format(*[f"{d}, 2019, 7:31 pm" for d in DAYS]), []),
    ("content.schedule", POSTS.format(*[f"{d}, 2019, 7:30:05" for d in DAYS]), []),
    ("content.schedule", POSTS.format(*[f"{d}, 2019, 7:30 pm" for d in DAYS]), [0, 2, 4]),
    ("content.schedule", POSTS.format(*[f"{d}, 7:30 pm" for d in DAYS]), [0, 2, 4]),
    ("content.headline", f"A town without a river\nJuly 9, 2021, 11:06am Gonia time\n{PROSE}", [0]),
    ("content.headline", f"Home\nA town without a river\nIt has bridges, though\n{PROSE}", [1, 2]),
    ("content.dialogue", "Ann: Is it far?\nBen: An hour.\nAnn: Shall we?\nBen: Yes.", [0, 1, 2, 3]),
    ("content.dialogue", "Ann: Is it far?\nAnn: Shall we?\nAnn: Now?\nAnn: Yes.", []),
    (
        "content.questions",
        "Is it open?\nYes, daily.\nIs it far?\nAn hour.\nIs it free?\nOn Mondays.",
        [0, 1, 2, 3, 4, 5],
    ),
    ("content.questions", "Is it open?\nYes, daily.\nIs it far?\nAn hour.", []),
    ("content.headline", f"{PROSE}\nA town without a river", []),
    ("content.headline", "\n".join(["Beetles in my garden", *[LONG] * 3]), [0]),
    ("content.headline", "\n".join(["Beetles in my garden", *[LONG] * 4]), []),
    ("content.headline", "\n".join(["Again a bridge", "Beetles in my garden", *[LONG] * 4]), [0]),
    ("content.headline", "\n".join(["All in all", *[LONG] * 4]), [0]),
    ("content.prose", f"{PROSE}\nYes.\n{MORE}", [0, 2]),
    (
        "caption.labelled",
        f"The Black Bull. PIC: Jo Park\nThe stand (Image: Town Hall)\n{PROSE}",
        [0, 1],
    ),
    (
        "caption.labelled",
        "We asked for one picture: it never came\nImage: Town Hall\nA (dark) image: see below",
        [],
    ),
    ("caption.named", f"The family at their farm. (Jo Park / The River Paper)\n{PROSE}", [0]),
    (
        "caption.named",
        "It runs on both. (Windows/Linux)\nThey lost to Red Bull (New York / London)\n" + PROSE,
        [],
    ),
    ("caption.named", f"The river has not run since May.(Supplied: Jo Park)\n{PROSE}", [0]),
    ("caption.named", f"An empty box on the rim of a hill. (PNP/Jo Park)\n{PROSE}", [0]),
    ("caption.labelled", f"Lichen on a rock of the island. Credit: Jo Park\n{PROSE}", [0]),
    ("caption.labelled", f"It was a shame. Credit to the team\n{PROSE}", []),
    (
        "caption.named",
        "I love its music.(Especially the end)\nIt runs on both. (Windows/Mac OS)\n" + PROSE,
        [],
    ),
    ("caption.bracketed", f"(AAP: Jo Park-Lee)\n[PNP Photo: Ann Poe]\n{PROSE}", [0, 1]),
    ("caption.bracketed", f"(Note: This Is New)\n[Chorus: Ann Poe]\n(Ann Poe)\n{PROSE}", []),
    ("teaser.labelled", f"{PROSE}\nREAD: Minister sacked over memo\n{MORE}", [1]),
    (
        "teaser.labelled",
        f"WATCH: A bridge opens again\n{PROSE}\nRead: the memo of a minister\nREAD: ALL OF IT NOW",
        [],
    ),
    ("teaser.step", f"{PROSE}\n« Previous: Packing light\nNext: Our favourite huts »", [1, 2]),
    ("teaser.step", f"{PROSE}\nNext: our favourite huts\n• Previous experience", []),
    ("author.address", f"By Jo Park\njo@river.example\n{PROSE}", [1]),
    (
        "author.address",
        f"{PROSE}\njo@river.example\nBy Jo Park\nWrite to jo@river.example\n{MORE}",
        [],
    ),
    ("author.signed", f"Jo Park, Crime Correspondent\n{PROSE}", [0]),
    (
        "author.signed",
        f"A town gets a crime correspondent\n{PROSE}\nJo Park, News Editor\nAnn Poe, News Editor\n"
        "Ben Roe, Chief Reporter",
        [],
    ),
    ("author.role", f"Jo Park, Southern reporter\nAnn Poe | Ledger writer\n{PROSE}", [0, 1]),
    ("author.role", f"Ask our reporter\nGNU Emacs, an extensible editor\n{PROSE}", []),
    ("icons.class", f"icon_calendar_sm\nlogo-footer-white\n{PROSE}", [0, 1]),
    ("icons.class", f"self-made\nA logo-like mark\nicon painter\n{PROSE}", []),
    ("icons.placeholder", f"%%excerpt%%\n@@image_caption@@\n{PROSE}", [0, 1]),
    (
        "icons.template",
        f"{{{{ item.title }}}}\n{{% include ad %}}\n<!--break-->\n{PROSE}",
        [0, 1, 2],
    ),
    ("teaser.linked", f"{PROSE}\nAll about the harbour →\nMore on ferries >\nLe port »", [1, 2, 3]),
    ("teaser.linked", f"{PROSE}\n« Le port »\nx: Vec<Option<T>>\n→ First\n>", []),
    ("icons.template", f"{{a}}\n{{{{ a }}}} and more\n<b>bold</b>\n$5}}\n{PROSE}", []),
    ("caption.file", f"IMG_2291\nold-mill (1).JPG\nspacer.gif\n{PROSE}", [0, 2]),
    ("caption.file", f"The file is mill.jpg\nmain.py\nB2 100\nP12\n{PROSE}", []),
    ("author.handle", f"@jo_park\nTwitter: @jo_park\n{PROSE}", [0, 1]),
    ("author.handle", f"jo@ledger.example\n@ home\n{PROSE}", []),
    ("dateline.city", f"LONDON, March 12 —\nLAC-DES-CÈDRES -\n{PROSE}", [0, 1]),
    ("dateline.year", f"Nov. 24, 2016 1:00 p.m.\n3 mai 2011 / 4 May 2011\n{PROSE}", [0, 1]),
    ("dateline.year", f"Nov. 24\n2011: 40 ferries\nFrom 1984 to 2001\n{PROSE}", []),
    ("author.names", f"By Ann Lee in Leeds and Bob Day, 3 May 2011\n{PROSE}", [0]),
    ("author.names", f"By Sunday the ferry was full again\nBy Ann\n{PROSE}", []),
    ("dateline.city", f"300K+\nC/C++\nLondon —\nA dash —\n{PROSE}\nWHY not —", [5]),
    ("icons.placeholder", f"100%\n## A heading ##\n%%\n{PROSE}", []),
    ("icons.shortcode", f'[the_ad id="9023"]\n[/et_pb_row][/et_pb_section]\n{PROSE}', [0, 1]),
    ("icons.shortcode", f'[1]\n[laughs]\n[gallery ids="1"]\nThat is a gallery.\n{PROSE}', []),
    ("icons.bare-shortcode", f"[et_pb_row]\n[laughs]\n{PROSE}", [0]),
    (
        "icons.bare-shortcode",
        "[tool_box]\nlength = 3;\nwidth = 4;\nheight = 5;\ndepth = 6;\n" + PROSE,
        [],
    ),
    ("icons.script", f"{PROSE}\nvar _gaq = _gaq || [];\n.st0{{fill:#1D1D1B;}}", [1, 2]),
    (
        "icons.script",
        "gtag('config', 'UA-1');\nThe name gtag stands for the tag that counts who reads a page.",
        [],
    ),
    ("icons.sign", f"➤\n{PROSE}\n✖", [0, 2]),
    ("icons.sign", f"{PROSE}\n✖\n✖\n✖\n✖\n* * *", []),
    (
        "content.numbered",
        f"{PROSE}\nMost viewed\n1. A river rises again\n2. The town wins again\n3. A bridge in fog",
        [],
    ),
    (
        "teaser.ranked",
        f"{PROSE}\nMost viewed\n1. A river rises again\n2. The town wins again\n3. A bridge in fog",
        [2, 3, 4],
    ),
    (
        "navigation.contents",
        f"On this page\nFlour\nWater\nSalt\n{PROSE}\nFlour\n{MORE}\nWater\n{PROSE}\nSalt\n{MORE}",
        [0, 1, 2, 3],
    ),
    (
        "navigation.contents",
        f"Bread\nSalt\nWater\nFlour\n{PROSE}\nFlour\n{MORE}\nWater\n{PROSE}\nSalt\n{MORE}",
        [],
    ),
    (
        "navigation.contents",
        f"Sing, river\nSing, hill\nSing, sea\n{PROSE}\nSing, river\nSing, hill\nSing, sea",
        [],
    ),
    (
        "teaser.ranked",
        f"{PROSE}\nThree ways home\n1. Along the river\n2. Over the old bridge\n3. By bus",
        [],
    ),
]


@pytest.mark.parametrize(("rule", "page", "rows"), EXAMPLES)
def test_what_a_stage_sees(rule: str, page: str, rows: list[int]) -> None:
    assert _rows(rule, page) == rows


@pytest.mark.parametrize(("rule", "page", "rows"), EXAMPLES)
def test_line_ends_do_not_change_what_a_stage_sees(rule: str, page: str, rows: list[int]) -> None:
    assert _seen(page.replace("\n", "\r\n")) == _seen(page) == _seen(page.replace("\n", "\r"))


def test_every_rule_of_structure_has_an_example() -> None:
    followers = {rule.id for rule in STRUCTURE if rule.id.endswith(".follower")}
    shown = {f"any.{rule}" for rule, _, rows in EXAMPLES if rows} | followers
    seen_alone = {rule.id for rule in STRUCTURE if rule.where == "structure"}
    assert seen_alone - shown == {"any.author.twin", "any.caption.title"}


def test_the_twin_of_a_bio_is_found_wherever_it_stands() -> None:
    bio = (
        "Jo Park is a freelance journalist who has covered the river since the flood of 1999. She "
        "lives in a house on its bank and does not intend to move."
    )
    page = f"{PROSE}\n{MORE}\n{PROSE}\nAt the paper, {bio}\n\nWritten by\n\n{bio}"
    assert _rows("author.bio", page) == [5]
    assert _rows("author.twin", page) == [3]
    seen = _seen(page, f"{PROSE}\n{bio}\n{MORE}\n{bio}")
    assert seen == [*_seen(page), *_seen(f"{PROSE}\n{bio}\n{MORE}\n{bio}")]


def test_the_headline_above_a_credit_is_its_title() -> None:
    credit = "The bridge on Monday. Photo: Jo Park"
    page = f"Bridge opens again\nBridge opens again\n{credit}\n{PROSE}\n{MORE}"
    assert _rows("caption.title", page) == [1]


def test_stages_have_their_own_kinds_and_rules() -> None:
    ids = [rule.id for rule in STRUCTURE]
    assert len(set(ids)) == len(ids)
    for stage in ORDER:
        assert stage.rules
        assert all(
            rule.where in ("structure", "site") and rule.why.endswith(".") for rule in stage.rules
        )


def test_no_page_is_seen_from_another() -> None:
    pages = [page for _, page, _ in EXAMPLES]
    for batch in (pages, pages[::-1], [part for page in pages for part in (page, "")]):
        alone = [names for page in batch for names in _seen(page)]
        assert _seen(*batch) == alone


def test_pages_cut_at_any_line_are_seen_alone() -> None:
    """Two halves of a page in one batch are two pages: nothing reaches from one to the other."""
    indented = "  A river\n  A town\n  A bridge\n  A street\ny = 1;\nz = 2;"
    for page in (
        *(page for _, page, _ in EXAMPLES),
        indented,
        f"Monday, June 17, 2019\n{SCHEDULE}",
    ):
        lines = page.split("\n")
        for cut in range(1, len(lines)):
            halves = ["\n".join(lines[:cut]), "\n".join(lines[cut:])]
            assert _seen(*halves) == [*_seen(halves[0]), *_seen(halves[1])], (cut, page)


def test_empty_pages_have_no_evidence() -> None:
    assert _seen("", "\n\n", " ") == []
