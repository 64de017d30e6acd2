#!/bin/sh
# Takes what the pages need of Bootstrap Italia into web/static: its style sheet cut down to what the
# templates use, two weights of its font, the licences. For developers, after a change of a template's
# classes; needs node and npm. Who installs needs nothing: the result is in the repository.
set -eu
cd "$(dirname "$0")/.."
italia=2.18.3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm install --prefix "$work" --no-audit --no-fund --silent "bootstrap-italia@$italia" purgecss@8
mkdir "$work/small"
from=$work/node_modules/bootstrap-italia
to=web/static
"$work/node_modules/.bin/purgecss" --css "$from/dist/css/bootstrap-italia.min.css" \
    --content 'web/templates/**/*.html' --output "$work/small" --variables --font-face --keyframes
{
    printf '/*! Bootstrap Italia %s, only what these pages use. Licence: bootstrap-italia.LICENSE */\n' "$italia"
    sed 's|/\*# sourceMappingURL=.*\*/||' "$work/small/bootstrap-italia.min.css"
} >"$to/bootstrap-italia.css"
cp "$from/LICENSE" "$to/bootstrap-italia.LICENSE"
for weight in regular 600; do
    cp "$from/dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-$weight.woff2" \
        "$to/fonts/titillium-web-$weight.woff2"
done
cp "$from/dist/fonts/Titillium_Web/OFL.txt" "$to/fonts/titillium-web.OFL.txt"
chmod 644 "$to"/*.* "$to"/fonts/*
wc -c "$to"/*.css "$to"/fonts/*.woff2
