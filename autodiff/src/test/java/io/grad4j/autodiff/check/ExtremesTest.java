package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.check.Verdict.INCONCLUSIVE;
import static io.grad4j.autodiff.check.Verdict.RIGHT;
import static io.grad4j.autodiff.check.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Matrices;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a verdict would lie most easily: no wrong entry is called right, and no right one wrong. */
class ExtremesTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-150, 1e-12, 1, 1e12, 1e150, 1e290})
    void aScaleOfTheValueChangesNothing(double scale) {
        assertTold(x -> scale * Math.sin(x), x -> scale * Math.cos(x), 0.7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-150, 1e-12, 1, 1e12, 1e150, 1e300})
    void aScaleOfTheInputChangesNothing(double scale) {
        assertTold(x -> Math.log(x), x -> 1 / x, scale);
        assertTold(x -> Math.sqrt(x), x -> 0.5 / Math.sqrt(x), scale);
    }

    @Test
    void noiseIsNeverAFaultAndNeverHidesALargeOne() {
        for (double size : new double[] {1e-14, 1e-10, 1e-6, 1e-3}) {
            SplittableRandom random = new SplittableRandom(1);
            DoubleUnaryOperator noisy = x -> Math.sin(x) + size * (random.nextDouble() - 0.5);
            for (double x = 0.05; x < 1.5; x += 0.1) {
                assertThat(told(noisy, Math::cos, x)).as(size + " at " + x).isNotEqualTo(WRONG);
                assertThat(told(noisy, z -> -Math.cos(z), x))
                        .as(size + " at " + x)
                        .isNotEqualTo(RIGHT);
            }
        }
    }

    @Test
    void aStepFunctionIsFlatBetweenItsStepsAndUntoldOnThem() {
        assertThat(told(x -> Math.floor(10 * x), x -> 0, 0.234)).isEqualTo(RIGHT);
        assertThat(told(x -> Math.floor(10 * x), x -> 10, 0.234)).isEqualTo(WRONG);
        assertThat(told(Math::floor, x -> 0, 1)).isEqualTo(INCONCLUSIVE);
        assertThat(told(Math::floor, x -> 1, 1)).isEqualTo(INCONCLUSIVE);
        assertThat(told(Math::signum, x -> 0, 0)).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aJumpOrAKinkCloseByIsNotStepped() {
        for (double distance : new double[] {1e-9, 1e-7, 1e-5, 1e-3, 0.05}) {
            double x = 0.5 + distance;
            assertThat(told(z -> z < 0.5 ? 7 : z * z, z -> 2 * z, x))
                    .as("jump at " + distance)
                    .isNotEqualTo(WRONG);
            Verdict right = told(z -> Math.abs(z - 0.5), z -> Math.signum(z - 0.5), x);
            Verdict wrong = told(z -> Math.abs(z - 0.5), z -> 0, x);
            // Nearer than that it is a kink at x itself, for all that the steps can tell.
            assertThat(right).as("kink at " + distance).isIn(RIGHT, distance < 1e-5 ? INCONCLUSIVE : RIGHT);
            assertThat(wrong).as("kink at " + distance).isIn(WRONG, distance < 1e-5 ? INCONCLUSIVE : WRONG);
        }
    }

    @Test
    void aConstantHasSlopeZeroAndNoOther() {
        for (double constant : new double[] {0, 1e-300, 1, 1e17, 1e25}) {
            assertThat(told(x -> constant, x -> 0, 0.5)).as("of " + constant).isEqualTo(RIGHT);
            assertThat(told(x -> constant, x -> 1e-3, 0.5)).as("of " + constant).isNotEqualTo(RIGHT);
        }
        assertThat(told(x -> 1e300, x -> 0, 0.5)).isNotEqualTo(WRONG);
        assertThat(told(x -> x + 1e17, x -> 0, 0.5)).isNotEqualTo(RIGHT);
    }

    @Test
    void aFunctionThatIsNoNumberBesideThePointIsToldByWhatIsLeft() {
        assertThat(told(x -> Math.abs(x - 0.5) < 1e-3 ? Math.sin(x) : Double.NaN, Math::cos, 0.5))
                .isEqualTo(RIGHT);
        assertThat(told(x -> x > 0.5 ? Double.NaN : x, x -> 1, 0.5)).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aFunctionOfOneEntryAmongManyIsToldInEach() {
        GradientCheck.of(x -> Math.exp(x.data[17]) + 1e6)
                .hand(x -> {
                    DMatrixRMaj g = x.createLike();
                    g.data[17] = Math.exp(x.data[17]);
                    return g;
                })
                .shape(10, 3)
                .points(3)
                .assertRight();
    }

    @Test
    void ofTenThousandInputsAWrongEntryIsFoundAndTheReportPointsToTheTaylorTest() {
        DMatrixRMaj x = Matrices.generic(100, 100, 3);
        CheckReport right = squares(-1).at(x).report();
        right.assertRight();
        assertThat(right.toString()).contains("TaylorTest");
        assertThat(right.judgements()).anyMatch(j -> j.entry().equals("along r1"));
        CheckReport wrong = squares(4321).at(x).report();
        assertThat(wrong.verdict()).isEqualTo(WRONG);
    }

    /** Of Σ x², with twice the derivative by one entry. */
    private static DerivativeCheck squares(int faulty) {
        return GradientCheck.of(x -> CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(x, x, null)))
                .hand(x -> {
                    DMatrixRMaj g = Matrices.each(x, e -> 2 * e);
                    if (faulty >= 0) {
                        g.data[faulty] *= 2;
                    }
                    return g;
                });
    }

    /** The slope is right, and one that is a percent off is wrong. */
    private static void assertTold(DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        assertThat(told(f, slope, x)).isEqualTo(RIGHT);
        assertThat(told(f, z -> 1.01 * slope.applyAsDouble(z), x)).isEqualTo(WRONG);
    }

    private static Verdict told(DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        return GradientCheck.ofArray(z -> f.applyAsDouble(z[0]))
                .handArray(z -> new double[] {slope.applyAsDouble(z[0])})
                .at(x)
                .report()
                .judgements()
                .get(0)
                .verdict();
    }
}
