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
        Counterexample simplest =
                counterexample(ofSquares(1.5).over(Domain.box(-3, 3)).dimensions(2, 3, 5));
        assertThat(simplest.x().getNumElements()).isEqualTo(1);
        assertThat(simplest.x().data[0]).isEqualTo(2);
        assertThat(simplest.judgements()).anyMatch(j -> j.verdict() == Verdict.WRONG);
    }

    @Test
    void aGivenShapeIsKept() {
        Counterexample simplest =
                counterexample(ofSquares(1.5).over(Domain.box(-3, 3)).shape(2, 2));
        assertThat(simplest.x().numRows).isEqualTo(2);
        assertThat(Matrices.entries(simplest.x())).containsOnlyOnce(2).contains(0);
    }

    @Test
    void aGivenPointShrinksWithinItsSignsAndIsReportedToo() {
        CheckReport report = ofSquares(1.5).at(1.7321, -0.3).report();
        assertThat(Objects.requireNonNull(report.counterexample()).x().data).containsExactly(2, -1);
        assertThat(report.toString()).contains("x = [2.0, -1.0] (2×1)", "point 0: x = [1.7321, -0.3] (2×1)");
    }

    @Test
    void aGivenPointShrinksWithinTheDomainThatIsSaid() {
        Counterexample simplest =
                counterexample(ofSquares(1.5).over(Domain.box(-1.9, 1.9)).at(1.7321, -0.3));
        assertThat(simplest.x().data).containsExactly(1.75, 0);
    }

    @Test
    void aGivenPointOfASimplexOrASymmetricMatrixStaysOne() {
        Counterexample probabilities = counterexample(GradientCheck.ofArray(p -> p[0] * p[1])
                .handArray(p -> new double[] {-p[1], p[0]})
                .at(0.137, 0.863));
        assertThat(probabilities.x().data).containsExactly(0.5, 0.5);
        Counterexample spd = counterexample(GradientCheck.of(a -> a.get(0, 0) * a.get(0, 0))
                .hand(DMatrixRMaj::createLike)
                .at(Matrices.spd(2, 1)));
        assertThat(Domain.spd().contains(spd.x())).isTrue();
        assertThat(spd.x().data).containsExactly(1, 0, 0, 1);
    }

    @Test
    void aPointWhereTheCodeThrowsIsNoSimplerPointOfAWrongNumber() {
        Counterexample simplest = counterexample(GradientCheck.ofArray(x -> x[0] * x[0])
                .handArray(x -> {
                    if (x[0] == Math.rint(x[0])) {
                        throw new IllegalStateException("whole");
                    }
                    return new double[] {3 * x[0]};
                })
                .at(1.7321));
        assertThat(simplest.x().data).containsExactly(0.5);
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
                .points(60);
    }

    private static Counterexample counterexample(DerivativeCheck check) {
        return Objects.requireNonNull(check.report().counterexample());
    }
}
