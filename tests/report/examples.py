"""Pages of three sites, and a hostile one."""

STORY = (
    "Night ferry returns to the estuary\n\n"
    "The night ferry number {} will sail again from Monday, the harbour office said. "
    "Read more »\n"
    "Advertisement\n"
    "Residents had expected it to stay in the docks, and many had come to protest.\n"
    "Accept all cookies\n"
)
GERMAN = (
    "<html lang='de'><head><link rel=canonical href='https://www.hafen.example/faehre/{}'></head>"
    "<body><p>Die Nachtfähre Nummer {} fährt ab Montag wieder, teilte das Hafenamt mit.</p>"
    "<p>Alle Cookies akzeptieren</p><p>Anzeige</p></body></html>"
)
HOSTILE = (
    "<script>document.title = 'taken'; console.log('run')</script>\n"
    "</script><img src=x onerror=\"console.log('run')\"><svg onload=\"console.log('run')\">\n"
    "<style>* { display: none !important }</style>\n"
    "Read \u202eneddih\u202c and \u2066left\u2069 and \x00nul and \ud800alone "
    "{{index}} {{scripts}}\n"
    "Advertisement\n"
)
# A name as hostile as a page.
HOSTILE_NAME = "evil/<img src=x onerror=alert(1)>.txt"

PAGES = {
    **{f"harbour/{number:02}.txt": STORY.format(number) for number in range(12)},
    **{f"hafen/{number}.html": GERMAN.format(number, number) for number in range(3)},
    HOSTILE_NAME: HOSTILE,
    "empty.txt": "\n\n",
}
