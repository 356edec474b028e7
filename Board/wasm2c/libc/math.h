#pragma once
// What the generated C mentions in functions that nothing calls: the core has no numbers but whole ones.
#define isnan(x) __builtin_isnan(x)
#define signbit(x) __builtin_signbit(x)
#define NAN __builtin_nan("")
double floor(double), ceil(double), trunc(double), nearbyint(double), fabs(double), sqrt(double);
float floorf(float), ceilf(float), truncf(float), nearbyintf(float), fabsf(float), sqrtf(float);
double copysign(double, double);
float copysignf(float, float);
