"""Copy the front-end files that the pages use from node_modules to static/vendor, and nothing else."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TARGET = ROOT / "node_modules", ROOT / "static" / "vendor"
PLEX, ARABIC = "@ibm/plex-sans", "@ibm/plex-sans-arabic"
FILES = {
    "bootstrap/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "plex/IBMPlexSans-Regular.woff2": f"{PLEX}/fonts/complete/woff2/IBMPlexSans-Regular.woff2",
    "plex/IBMPlexSans-SemiBold.woff2": f"{PLEX}/fonts/complete/woff2/IBMPlexSans-SemiBold.woff2",
    "plex/IBMPlexSansArabic-Regular.woff2": f"{ARABIC}/fonts/complete/woff2/IBMPlexSansArabic-Regular.woff2",
    "plex/IBMPlexSansArabic-SemiBold.woff2": f"{ARABIC}/fonts/complete/woff2/IBMPlexSansArabic-SemiBold.woff2",
    "plex/LICENSE.txt": f"{PLEX}/LICENSE.txt",
}
# A style sheet that names a source map which is not there stops the collecting of static files.
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")


def main() -> None:
    """Lay the vendor folder anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, source in FILES.items():
        target = TARGET / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".css"):
            target.write_text(SOURCE_MAP.sub("", (SOURCE / source).read_text()))
        else:
            shutil.copyfile(SOURCE / source, target)


if __name__ == "__main__":
    main()
