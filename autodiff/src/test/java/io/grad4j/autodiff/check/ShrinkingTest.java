package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Matrices;
import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
    @Test
    void aFailingPointShrinksToOneSimpleEntryThatStillFails() {
        Counterexample simplest = counterexample(ofSquares(1.5).dimensions(2, 3, 5));
        assertThat(simplest.x().getNumElements()).isEqualTo(1);
        assertThat(simplest.x().data[0]).isEqualTo(2);
        assertThat(simplest.judgements()).anyMatch(j -> j.verdict() == Verdict.WRONG);
    }

    @Test
    void aGivenShapeIsKept() {
        Counterexample simplest = counterexample(ofSquares(1.5).shape(2, 2));
        assertThat(simplest.x().numRows).isEqualTo(2);
        assertThat(Matrices.entries(simplest.x())).containsOnlyOnce(2).contains(0);
    }

    @Test
    void aGivenPointIsLeftAsItIs() {
        Counterexample simplest = counterexample(ofSquares(1.5).at(1.7321, 0.3));
        assertThat(simplest.x().data).containsExactly(1.7321, 0.3);
    }

    @Test
    void anSpdMatrixStaysOne() {
        Counterexample simplest = counterexample(GradientCheck.of(a -> a.get(0, 0) * a.get(0, 0))
                .hand(DMatrixRMaj::createLike)
                .over(Domain.spd())
                .dimensions(3, 4)
                .points(20));
        assertThat(simplest.x().data).containsExactly(1);
    }

    @Test
    void whatIsRightHasNoCounterexample() {
        assertThat(ofSquares(Double.POSITIVE_INFINITY).report().counterexample())
                .isNull();
    }

    /** Σ x², with a sign wrong in entries above {@code limit}. */
    private static DerivativeCheck ofSquares(double limit) {
        return GradientCheck.ofArray(x -> Arrays.stream(x).map(e -> e * e).sum())
                .handArray(x ->
                        Arrays.stream(x).map(e -> e > limit ? -2 * e : 2 * e).toArray())
                .over(Domain.box(-3, 3))
                .points(60);
    }

    private static Counterexample counterexample(DerivativeCheck check) {
        return Objects.requireNonNull(check.report().counterexample());
    }
}
