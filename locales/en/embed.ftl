### The schedule on other sites.
