"""SciPy's gradient of a NumPy callback, by central differences."""

import numpy as np
import scipy
from row import last, numbers
from scipy.optimize._numdiff import approx_derivative

VERSION = scipy.__version__


def valley(x):
    a, b = 1 - x[:-1], x[1:] - x[:-1] * x[:-1]
    return a @ a + 100 * (b @ b)


def gradient(n):
    x = numbers(n)
    return last(lambda: approx_derivative(valley, x, method="3-point"), lambda g: g[:5])
