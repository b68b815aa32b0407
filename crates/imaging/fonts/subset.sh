#!/bin/sh
# Makes the font files beside it from the sources that README.md names. Needs fonttools.
#
#     subset.sh <directory of Geist's TTF files> <directory of Noto's TTF files> <NotoSansCJK-Bold.ttc>
set -eu
geist=$1 noto=$2 cjk=$3
out=$(dirname "$0")
common="--no-hinting --drop-tables+=DSIG,meta --name-IDs=1,2,13,14 --notdef-outline"
punctuation="U+0020-0022,U+0024-002F,U+0030-003F,U+005B-005F,U+007B-007D,U+00A0,U+00AB,U+00B7,U+00BB,U+2010-2014,U+2018-201D,U+2026"
joiners="U+200B-200F,U+25CC"

for weight in Medium Bold; do
    pyftsubset "$geist/Geist-$weight.ttf" $common --unicodes="U+0020-024F,U+0259,U+02B0-036F,U+0400-052F,U+1E00-1EFF,U+2000-214F,U+2190-21FF,U+2200-22FF" \
        --layout-features="kern,liga,mark,mkmk,ccmp,locl" --output-file="$out/geist-$(echo $weight | tr MB mb).ttf"
done

script() { # name, file, code points
    pyftsubset "$noto/$2" $common --unicodes="$punctuation,$joiners,$3" --output-file="$out/noto-$1.ttf"
}
script sans NotoSans-Bold.ttf "U+0041-005A,U+0061-007A,U+0180-036F,U+0370-03FF,U+0400-052F,U+1E00-1FFF,U+2000-218F,U+2190-21FF,U+2200-22FF,U+25A0-25FF,U+A720-A7FF"
script arabic NotoSansArabic-Bold.ttf "U+0600-06FF,U+0750-077F"
script hebrew NotoSansHebrew-Bold.ttf "U+0590-05FF"
script devanagari NotoSansDevanagari-Bold.ttf "U+0900-097F"
script bengali NotoSansBengali-Bold.ttf "U+0980-09FF,U+0964-0965"
script gurmukhi NotoSansGurmukhi-Bold.ttf "U+0A00-0A7F,U+0964-0965"
script gujarati NotoSansGujarati-Bold.ttf "U+0A80-0AFF,U+0964-0965"
script oriya NotoSansOriya-Bold.ttf "U+0B00-0B7F,U+0964-0965"
script tamil NotoSansTamil-Bold.ttf "U+0B80-0BFF,U+0964-0965"
script telugu NotoSansTelugu-Bold.ttf "U+0C00-0C7F,U+0964-0965"
script kannada NotoSansKannada-Bold.ttf "U+0C80-0CFF,U+0964-0965"
script malayalam NotoSansMalayalam-Bold.ttf "U+0D00-0D7F,U+0964-0965"
script sinhala NotoSansSinhala-Bold.ttf "U+0D80-0DFF,U+0964-0965"
script thai NotoSansThai-Bold.ttf "U+0E00-0E7F"
script lao NotoSansLao-Bold.ttf "U+0E80-0EFF"
script myanmar NotoSansMyanmar-Bold.ttf "U+1000-109F"
script georgian NotoSansGeorgian-Bold.ttf "U+10A0-10FF,U+1C90-1CBF"
script ethiopic NotoSansEthiopic-Bold.ttf "U+1200-139F"
script khmer NotoSansKhmer-Bold.ttf "U+1780-17FF"
script armenian NotoSansArmenian-Bold.ttf "U+0530-058F"

# The first level of JIS X 0208, GB 2312 and Big5, the syllables of KS X 1001, kana and punctuation.
characters=$(mktemp)
python3 - > "$characters" <<'PYTHON'
def rows(codec, first, last):
    for row in range(first, last + 1):
        for cell in range(1, 95):
            try:
                yield bytes([0xA0 + row, 0xA0 + cell]).decode(codec)
            except UnicodeDecodeError:
                pass
chosen = set(rows("euc_jp", 16, 47)) | set(rows("gb2312", 16, 55)) | set(rows("euc_kr", 16, 40))
for lead in range(0xA4, 0xC7):
    for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
        try:
            chosen.add(bytes([lead, trail]).decode("big5"))
        except UnicodeDecodeError:
            pass
chosen |= set(rows("euc_jp", 1, 1)) | {chr(c) for c in (*range(0x3000, 0x3100), *range(0xFF01, 0xFF9F))}
print("".join(sorted(chosen)))
PYTHON
pyftsubset "$cjk" $common --font-number=0 --text-file="$characters" --layout-features="" \
    --output-file="$out/noto-cjk.otf"
rm "$characters"
