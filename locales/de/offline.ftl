### The agenda without a network.
