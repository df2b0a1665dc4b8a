package io.grad4j.autodiff.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The exam for primitives, the library's and a user's alike.
 *
 * <p>{@code PrimitiveLaws.examine(Specimen.of(MULT, a, b)).assertHold()}. Choose generic points, and shapes whose dimensions differ, so
 * that a missing transpose cannot hide. Random directions and cotangents come of a fixed seed.
 */
public final class PrimitiveLaws {
    private PrimitiveLaws() {}

    /**
     * Examines {@code specimen} by every law.
     *
     * @throws io.grad4j.autodiff.ArgumentException if the primitive refuses the point
     */
    public static Report examine(Specimen specimen) {
        specimen.value(0, specimen.point());
        return new Report(
                specimen.toString(),
                Arrays.stream(Law.values()).map(law -> law.examine(specimen)).toList());
    }

    /**
     * One finding a law.
     *
     * @param specimen what was examined
     * @param findings in the order of {@link Law}
     */
    public record Report(String specimen, List<Finding> findings) {
        /** Copies the list. */
        public Report {
            findings = List.copyOf(findings);
        }

        /** The laws that are broken, or that could not be decided. */
        public List<Law> failures() {
            return findings.stream()
                    .filter(finding -> finding.verdict() != Finding.Verdict.HOLDS)
                    .map(Finding::law)
                    .toList();
        }

        /**
         * Does nothing if every law holds.
         *
         * @throws AssertionError with the whole report, if one is broken or undecided
         */
        public void assertHold() {
            if (!failures().isEmpty()) {
                throw new AssertionError(toString());
            }
        }

        @Override
        public String toString() {
            return findings.stream()
                    .map(finding -> "  " + finding)
                    .collect(Collectors.joining("\n", specimen + "\n", ""));
        }
    }
}
