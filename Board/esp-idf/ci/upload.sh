#!/usr/bin/env bash
# Puts releases into a store that speaks S3, the manifests last: a device that reads one finds its
# image there. With DRY_RUN other than "false" it only says what it would do.
# usage: DRY_RUN=false S3_ENDPOINT=https://… S3_BUCKET=… upload.sh FOLDER LOG
set -euo pipefail
folder=$1
log=$2
: "${S3_ENDPOINT:?names no store}" "${S3_BUCKET:?names no bucket}"
options=(--endpoint-url "$S3_ENDPOINT" --no-progress)
[ "${DRY_RUN:-true}" = false ] || options+=(--dryrun)

upload() {
    aws s3 cp "$folder" "s3://$S3_BUCKET/sleeve" --recursive "${options[@]}" "$@" 2>&1 |
        tee -a "$log"
}

: > "$log"
shopt -s nullglob
for sums in "$folder"/*.sha256; do
    (cd "$folder" && sha256sum --quiet -c "$(basename "$sums")") 2>&1 | tee -a "$log"
    found=1
done
[ -n "${found:-}" ] || { echo "$folder: there is no release" | tee -a "$log" >&2; exit 1; }
upload --exclude '*.manifest.json'
upload --exclude '*' --include '*.manifest.json' --cache-control no-cache
