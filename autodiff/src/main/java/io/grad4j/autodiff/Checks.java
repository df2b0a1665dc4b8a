package io.grad4j.autodiff;

import io.grad4j.autodiff.NonFinite.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** What a checked tape remembers beside its steps: where each was recorded, what its leaves held, what first was not finite. */
final class Checks {
    private static final StackWalker WALKER = StackWalker.getInstance();

    /** A matrix of the caller's, and what it held when it was given. */
    private record Given(String name, DMatrixRMaj matrix, DMatrixRMaj before, String source) {}

    private final Map<Var, String> sources = new HashMap<>();
    private final List<Given> given = new ArrayList<>();
    private @Nullable NonFinite value;
    private @Nullable NonFinite cotangent;

    @Nullable
    NonFinite firstValue() {
        return value;
    }

    @Nullable
    NonFinite firstCotangent() {
        return cotangent;
    }

    void clear() {
        sources.clear();
        given.clear();
        value = null;
        cotangent = null;
    }

    /** Remembers what the caller's matrix holds. */
    void leaf(Var leaf, DMatrixRMaj matrix) {
        given.add(new Given(leaf.name(), matrix, matrix.copy(), callersLine()));
    }

    /** Refuses to go on if a matrix that the caller gave has changed. */
    void requireUnchanged() {
        for (Given g : given) {
            DMatrixRMaj before = g.before;
            for (int i = 0; i < before.getNumElements(); i++) {
                if (Double.doubleToLongBits(g.matrix.data[i]) != Double.doubleToLongBits(before.data[i])) {
                    throw new IllegalStateException(
                            g.name + " " + Shape.of(before) + " was changed after it was given to the"
                                    + " tape: entry (" + i / before.numCols + "," + i % before.numCols + ") was "
                                    + before.data[i]
                                    + " and is " + g.matrix.data[i] + "; given at " + g.source);
                }
            }
        }
    }

    /** Remembers where {@code step} was recorded, and whether its value is the first that is not finite. */
    void recorded(Var step) {
        sources.put(step, callersLine());
        if (value == null) {
            int at = firstNonFinite(step.matrix());
            if (at >= 0) {
                value = describe("value of " + step, step, step.matrix(), at, step.arguments());
            }
        }
    }

    /** Passes on to {@code observer}, and remembers the first contribution of the sweep that is not finite. */
    SweepObserver watching(SweepObserver observer) {
        cotangent = null;
        return (step, argument, contribution, total) -> {
            int at = cotangent == null ? firstNonFinite(contribution) : -1;
            if (at >= 0) {
                String where = "cotangent that " + step + " sends to "
                        + step.argument(argument).name();
                List<Var> operands = new ArrayList<>(step.arguments());
                operands.add(step);
                cotangent = describe(where, step, contribution, at, operands);
            }
            observer.contribution(step, argument, contribution, total);
        };
    }

    private NonFinite describe(String where, Var step, DMatrixRMaj m, int at, List<Var> operands) {
        int row = at / m.numCols;
        int col = at % m.numCols;
        boolean elementwise = isElementwise(step);
        List<double[]> entries = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        for (Var operand : operands) {
            DMatrixRMaj x = operand.matrix();
            boolean placed = elementwise && fits(x.numRows, row) && fits(x.numCols, col);
            int i = placed ? (x.numRows == 1 ? 0 : row) * x.numCols + (x.numCols == 1 ? 0 : col) : firstNonFinite(x);
            entries.add(placed ? new double[] {x.data[i]} : Arrays.copyOf(x.data, x.getNumElements()));
            descriptions.add(operand.name() + " " + Shape.of(x)
                    + (i < 0 ? " all finite" : " (" + i / x.numCols + "," + i % x.numCols + ") = " + x.data[i]));
        }
        return new NonFinite(
                where, row, col, m.data[at], cause(m.data[at], entries), descriptions, sources.getOrDefault(step, "?"));
    }

    private static boolean fits(int dimension, int index) {
        return dimension == 1 || index < dimension;
    }

    private static boolean isElementwise(Var step) {
        try {
            return Objects.requireNonNull(step.primitive()).derivative(0).elementwise();
        } catch (UnsupportedOperationException withoutDerivative) {
            return false;
        }
    }

    private static Cause cause(double result, List<double[]> operands) {
        double[] all = operands.stream().flatMapToDouble(Arrays::stream).toArray();
        boolean infinite = Arrays.stream(all).anyMatch(Double::isInfinite);
        if (Arrays.stream(all).anyMatch(Double::isNaN) || (infinite && Double.isInfinite(result))) {
            return Cause.CARRIED;
        }
        if (!infinite) {
            return Cause.DOMAIN;
        }
        return Arrays.stream(all).anyMatch(x -> x == 0) ? Cause.ZERO_TIMES_INFINITY : Cause.INFINITY_MINUS_INFINITY;
    }

    /** The offset of the first entry that is not finite, or -1. */
    private static int firstNonFinite(DMatrixRMaj m) {
        for (int i = 0; i < m.getNumElements(); i++) {
            if (!Double.isFinite(m.data[i])) {
                return i;
            }
        }
        return -1;
    }

    /** The innermost line that is not the library's. */
    private static String callersLine() {
        return WALKER.walk(frames -> frames.filter(f -> !f.getClassName().startsWith("io.grad4j."))
                        .filter(f -> !f.getClassName().startsWith("java."))
                        .findFirst()
                        .map(f -> f.toStackTraceElement().toString()))
                .orElse("?");
    }
}
