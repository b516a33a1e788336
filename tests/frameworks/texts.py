"""Generated texts of the shapes that file formats have ideas of their own about."""

from hypothesis import strategies as st

storable = st.characters(
    codec="utf-8", exclude_characters=[chr(n) for n in range(0x20) if chr(n) not in "\t\n"] + ["\x7f"]
)
awkward = st.sampled_from(
    [
        *" \t\n:'\"\\%@|>={[,}]!~\x85\u2028\u2029\xa0\ufeff\u200f\u202e\U0001f600\ufffe",
        *["\n\n", "  ", ": ", " #", "- ", "? ", "...", "---", "&a", "*a", "<<", "السلام عليكم", "word " * 30],
        *["yes", "null", "1.0", "1e3", "0x1F", "12:30", "2026-01-01", "=1+1", "+1", "_x000D_", "_x", "<b>", "&amp;"],
    ]
)
words = st.lists(st.one_of(awkward, st.text(storable, max_size=20)), max_size=12).map("".join)
