package io.grad4j.notes.binding;

import io.grad4j.notes.syntax.Expr;
import java.util.List;

/** What a name means. */
public sealed interface Meaning {
    /** In words, for the reader of a report. */
    String words();

    /** A number. */
    record Scalar(Domain domain) implements Meaning {
        @Override
        public String words() {
            return switch (domain) {
                case REAL -> "a real number";
                case POSITIVE -> "a positive number";
                case NEGATIVE -> "a negative number";
                case UNIT -> "a number between 0 and 1";
                case BINARY -> "0 or 1";
                case NATURAL -> "a natural number";
            };
        }
    }

    /** A column of n numbers. */
    record Vector(Domain domain) implements Meaning {
        @Override
        public String words() {
            return domain == Domain.REAL
                    ? "a vector of n real numbers"
                    : "a vector of n, each " + new Scalar(domain).words();
        }
    }

    /** An n×n matrix. */
    record Matrix(Form form) implements Meaning {
        @Override
        public String words() {
            return switch (form) {
                case GENERAL -> "an n×n matrix";
                case SYMMETRIC -> "a symmetric n×n matrix";
                case POSITIVE_DEFINITE -> "a positive definite n×n matrix";
            };
        }
    }

    /** The forms of a matrix. */
    enum Form {
        GENERAL,
        SYMMETRIC,
        POSITIVE_DEFINITE
    }

    /** n itself. */
    record Dimension() implements Meaning {
        @Override
        public String words() {
            return "the dimension";
        }
    }

    /** A distribution on finitely many points; {@code parameter} is the base of the name it depends on, or empty. */
    record Distribution(String family, String parameter) implements Meaning {
        @Override
        public String words() {
            return "a distribution on n+1 points" + (parameter.isEmpty() ? "" : ", depending on " + parameter);
        }
    }

    /** The unnormalised weights of a distribution. */
    record Potential(String family) implements Meaning {
        @Override
        public String words() {
            return "the unnormalised weights of " + family;
        }
    }

    /** The sum of the unnormalised weights of a distribution. */
    record Normalizer(String family) implements Meaning {
        @Override
        public String words() {
            return "the sum of the unnormalised weights of " + family;
        }
    }

    /** A function on the points of the distributions, with numbers or vectors as values. */
    record Table(boolean vectors, Domain domain) implements Meaning {
        @Override
        public String words() {
            return "a function on the n+1 points" + (vectors ? " with vectors as values" : "");
        }
    }

    /** A normal density. */
    record Gaussian(Expr mean, Expr covariance, boolean scalar) implements Meaning {
        @Override
        public String words() {
            return scalar ? "a normal density" : "a normal density in n dimensions";
        }
    }

    /** A random variable with a law. */
    record Random(Expr law) implements Meaning {
        @Override
        public String words() {
            return "a random variable";
        }
    }

    /** The empirical distribution of a sample of n points, which are called by {@code sample}. */
    record Empirical(String sample) implements Meaning {
        @Override
        public String words() {
            return "the empirical distribution of a sample";
        }
    }

    /** The members of a sample of n points. */
    record Sample() implements Meaning {
        @Override
        public String words() {
            return "a sample of n of the points";
        }
    }

    /** A name for a formula, with parameters if it is a function. */
    record Defined(List<String> parameters, Expr body) implements Meaning {
        /** Copies the list. */
        public Defined {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String words() {
            return "defined by the note";
        }
    }
}
