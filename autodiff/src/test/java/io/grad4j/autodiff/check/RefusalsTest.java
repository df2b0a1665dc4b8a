package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.column;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked wrongly is refused by name, before anything is judged. */
class RefusalsTest {
    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE})
    void aToleranceIsFiniteAndNotNegative(double absolute) {
        assertRefused(check -> check.excuse(absolute), "excuse: " + absolute);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void thereAreSomePointsOfSomeDimension(int number) {
        assertRefused(check -> check.points(number), "points: " + number);
        assertRefused(check -> check.dimensions(2, number), "dimensions: " + number);
    }

    @Test
    void noDimensionAndNoPointAreRefused() {
        assertRefused(DerivativeCheck::dimensions, "dimensions: none");
        assertRefused(check -> check.at(new DMatrixRMaj[0]), "at: no point");
    }

    @Test
    void aPointIsFinite() {
        assertRefused(check -> check.at(column(1), column(2, Double.NaN)), "at: entry 1 of point 1 is NaN");
        assertRefused(check -> check.at(Double.NEGATIVE_INFINITY), "at: entry 0 of point 0 is -Infinity");
    }

    @Test
    void aShapeHasNoNegativeDimension() {
        assertRefused(check -> check.shape(2, -1), "2×-1");
        assertRefused(check -> check.over(Domain.spd()).shape(2, 3).report(), "spd: 2×3 where a square matrix");
    }

    @Test
    void thereIsANameForEachEntryOfSomePointAndNoneTwice() {
        assertRefused(check -> check.names("a", "b").at(1, 2, 3).report(), "names: 2 of them");
        assertRefused(check -> check.names("a", "b").dimensions(1, 3).report(), "[a, b]");
        assertRefused(check -> check.names("a", "b", "a"), "names: a names entries 0 and 2");
        aCheck().names("a", "b").dimensions(1, 2, 3).assertRight();
    }

    private static void assertRefused(Consumer<DerivativeCheck> asked, String message) {
        assertThatThrownBy(() -> asked.accept(aCheck()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static DerivativeCheck aCheck() {
        return GradientCheck.of(x -> 1).hand(DMatrixRMaj::createLike);
    }
}
