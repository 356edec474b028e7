// Prints how long libjpeg-turbo takes to decode a JPEG at 3/8, in ms: the median of as many runs as
// are asked for.

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <turbojpeg.h>

static int compare(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

int main(int count, char **words) {
    FILE *file = count == 3 ? fopen(words[1], "rb") : NULL;
    const int runs = count == 3 ? atoi(words[2]) : 0;
    static unsigned char bytes[8 << 20], pixels[3 * 2048 * 2048];
    static double times[1000];
    if (file == NULL || runs < 1 || runs > 1000) return 2;
    const size_t size = fread(bytes, 1, sizeof bytes, file);
    tjhandle decoder = tjInitDecompress();
    int width, height, sampling, space;
    if (tjDecompressHeader3(decoder, bytes, size, &width, &height, &sampling, &space) != 0) return 1;
    const tjscalingfactor scale = {3, 8};
    for (int run = 0; run < runs; run++) {
        const double start = now();
        if (tjDecompress2(decoder, bytes, size, pixels, TJSCALED(width, scale), 0,
                          TJSCALED(height, scale), TJPF_RGB, 0) != 0) {
            return 1;
        }
        times[run] = now() - start;
    }
    qsort(times, (size_t)runs, sizeof times[0], compare);
    printf("%f\n", times[runs / 2]);
    return 0;
}
