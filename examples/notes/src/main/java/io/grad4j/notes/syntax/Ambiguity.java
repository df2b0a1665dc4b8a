package io.grad4j.notes.syntax;

/** What the notation leaves open; a reader settles each of them one way for a whole side. The first way is the usual one. */
public enum Ambiguity {
    /** log a b: up to a bracket, the first factor alone, all factors. */
    ARGUMENT(
            "a function's argument reaches to the next bracket",
            "a function's argument is the next factor alone",
            "a function's argument is all factors that follow"),
    /** log a / b. */
    ARGUMENT_OVER("log a/b is (log a)/b", "log a/b is log(a/b)"),
    /** log(a)^b. */
    POWER("log(a)^b is (log a)^b", "log(a)^b is log(a^b)"),
    /** ∇ a b. */
    DERIVATIVE("∇ acts on the next factor", "∇ acts on the whole product"),
    /** Σ a b + c. */
    SUM("Σ ends before + and -", "Σ reaches over + and -"),
    /** a / b c. */
    SLASH("a/b c is (a/b)c", "a/b c is a/(b c)");

    private final String[] ways;

    Ambiguity(String... ways) {
        this.ways = ways;
    }

    /** How many ways there are. */
    int count() {
        return ways.length;
    }

    /** Way number {@code i} in words. */
    String way(int i) {
        return ways[i];
    }
}
