"""PyTorch's optimizers in double precision, on one thread; over lists of tensors ("foreach"), or one by one."""

import torch
from row import numbers

VERSION = torch.__version__
torch.set_num_threads(1)

MAKE = {
    "sgd": lambda x, foreach: torch.optim.SGD([x], lr=1e-3, foreach=foreach),
    "momentum": lambda x, foreach: torch.optim.SGD([x], lr=1e-3, momentum=0.9, foreach=foreach),
    "adam": lambda x, foreach: torch.optim.Adam([x], lr=1e-3, foreach=foreach),
}


def optimizer(name, n, way=None):
    x = torch.tensor(numbers(n, 1), dtype=torch.float64, requires_grad=True)
    x.grad = torch.tensor(numbers(n, 2), dtype=torch.float64)
    made = MAKE[name](x, way == "foreach")
    return made.step, lambda: x.detach()[:4].tolist()
