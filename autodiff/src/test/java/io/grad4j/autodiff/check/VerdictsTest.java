package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.check.Verdict.INCONCLUSIVE;
import static io.grad4j.autodiff.check.Verdict.RIGHT;
import static io.grad4j.autodiff.check.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    @Test
    void anEntryThatAgreesIsRight() {
        assertThat(judged(x -> x * x, x -> 2 * x, 3).verdict()).isEqualTo(RIGHT);
    }

    @Test
    void anEntryAPercentOffIsWrong() {
        assertThat(judged(x -> x * x, x -> 2.02 * x, 3).verdict()).isEqualTo(WRONG);
    }

    @Test
    void notANumberWhereTheDerivativeIsFiniteIsWrong() {
        assertThat(judged(x -> x * x, x -> Double.NaN, 3).verdict()).isEqualTo(WRONG);
        assertThat(judged(x -> x * x, x -> Double.POSITIVE_INFINITY, 3).verdict())
                .isEqualTo(WRONG);
        assertThat(judged(x -> 7, x -> Double.NaN, 3).verdict()).isEqualTo(WRONG);
        assertThat(judged(Math::abs, x -> Double.NaN, 0).verdict()).isEqualTo(WRONG);
    }

    @Test
    void noiseAsLargeAsTheDerivativeIsInconclusive() {
        assertThat(judged(x -> x + 1e17, x -> 1, 0.5).verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(judged(x -> (float) Math.sin(x), Math::cos, 0.5).verdict()).isNotEqualTo(WRONG);
    }

    @Test
    void whereTheFunctionIsNotFiniteNobodyCanTell() {
        assertThat(judged(Math::log, x -> 1 / x, 0).verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(judged(Math::sqrt, x -> Double.POSITIVE_INFINITY, 0).verdict())
                .isEqualTo(INCONCLUSIVE);
        assertThat(judged(x -> Double.NaN, x -> 1, 2).verdict()).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aFunctionThatThrowsIsInconclusiveAndAGradientThatThrowsIsWrong() {
        assertThat(judged(VerdictsTest::refusal, x -> 1, 2).verdict()).isEqualTo(INCONCLUSIVE);
        Judgement thrown = judged(x -> x, VerdictsTest::refusal, 2);
        assertThat(thrown.verdict()).isEqualTo(WRONG);
        assertThat(thrown.reason()).contains("refused");
    }

    private static double refusal(double x) {
        throw new IllegalArgumentException("refused " + x);
    }

    @Test
    void aGradientOfAnotherShapeIsWrong() {
        CheckReport report = GradientCheck.of(x -> x.data[0])
                .hand(x -> column(1, 0).copy())
                .at(column(1, 2, 3))
                .report();
        assertThat(report.verdict()).isEqualTo(WRONG);
        assertThat(report.toString()).contains("shape 2×1 where 3×1 is needed");
    }

    @Test
    void atAKinkBothOneSidedDerivativesAreReportedAndASubgradientIsRightOnlyWhenAskedFor() {
        Judgement kink = judged(x -> Math.max(0, 2 * x), x -> 1, 0);
        assertThat(kink.verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(kink.reason()).contains("kink: 0.0 from the left, 2.0 from the right");
        assertThat(check(x -> Math.max(0, 2 * x), x -> 1, 0)
                        .acceptSubgradients()
                        .report()
                        .verdict())
                .isEqualTo(RIGHT);
        assertThat(check(x -> Math.max(0, 2 * x), x -> 3, 0)
                        .acceptSubgradients()
                        .report()
                        .verdict())
                .isEqualTo(WRONG);
    }

    @Test
    void theSlopeOfAKinkIsNotTakenForTheMeanOfItsSides() {
        assertThat(judged(Math::abs, x -> 0, 0).verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(judged(x -> Math.abs(x) * Math.exp(x), x -> 0, 0).verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(judged(x -> Math.sqrt(Math.abs(x)), x -> 0, 0).verdict()).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aFlatPointOfASmoothFunctionIsNoKink() {
        assertThat(judged(Math::cos, x -> -Math.sin(x), 0).verdict()).isEqualTo(RIGHT);
        assertThat(judged(x -> x * x, x -> 2 * x, 0).verdict()).isEqualTo(RIGHT);
        assertThat(judged(x -> x * x * x * x, x -> 4 * x * x * x, 0).verdict()).isEqualTo(RIGHT);
        assertThat(judged(x -> Math.exp(-x * x), x -> 0, 0).verdict()).isEqualTo(RIGHT);
        assertThat(judged(x -> 5, x -> 0, 1).verdict()).isEqualTo(RIGHT);
    }

    @Test
    void aToleranceExcusesButDoesNotCertify() {
        CheckReport excused =
                check(x -> x * x, x -> 2 * x + 1e-3, 3).excuse(0.01).report();
        assertThat(excused.judgements()).singleElement().satisfies(judgement -> {
            assertThat(judgement.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(judgement.excused()).isTrue();
        });
        assertThat(excused.count(RIGHT)).isZero();
        excused.assertRight();
        assertThat(check(x -> x * x, x -> 2 * x + 0.1, 3).excuse(0.01).report().verdict())
                .isEqualTo(WRONG);
    }

    @Test
    void anEntryThatNoPointCouldDecideFailsTheAssertion() {
        assertThatThrownBy(() -> check(x -> x + 1e17, x -> 1, 0.5).assertRight())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("INCONCLUSIVE");
    }

    @Test
    void aKinkAmongFourPointsDoesNotFailTheAssertionAndAmongThreeItDoes() {
        absolute().at(column(0), column(1), column(-2), column(3)).assertRight();
        DerivativeCheck three = absolute().at(column(0), column(1), column(-2));
        assertThat(three.report().verdict()).isEqualTo(INCONCLUSIVE);
        assertThatThrownBy(three::assertRight).isInstanceOf(AssertionError.class);
    }

    @Test
    void anEntryThatIsRightAtNoPointIsNotCoveredByTheOthers() {
        CheckReport report = GradientCheck.ofArray(x -> Math.abs(x[0]) + x[1])
                .handArray(x -> new double[] {0, 1})
                .at(column(0, 1), column(0, 2), column(0, 3), column(0, 4))
                .report();
        assertThat(report.count(RIGHT)).isEqualTo(4);
        assertThat(report.verdict()).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aDomainOfWhichTheFunctionTakesAHalfDoesNotPass() {
        CheckReport report = GradientCheck.ofArray(x -> x[0] > 0 ? Math.log(x[0]) : refusal(x[0]))
                .handArray(x -> new double[] {1 / x[0]})
                .dimensions(1)
                .report();
        assertThat(report.count(RIGHT)).isGreaterThan(30);
        assertThat(report.verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(report.toString()).contains("f threw java.lang.IllegalArgumentException: refused -");
    }

    private static DerivativeCheck absolute() {
        return GradientCheck.ofArray(x -> Math.abs(x[0])).handArray(x -> new double[] {Math.signum(x[0])});
    }

    @Test
    void whateverAFunctionThrowsIsNamedWithThePlaceAndIsNoFaultOfTheDerivative() {
        CheckReport report = GradientCheck.ofArray(x -> x[0] * x[1])
                .handArray(x -> new double[] {x[1], x[0]})
                .dimensions(1, 2)
                .report();
        assertThat(report.verdict()).isEqualTo(INCONCLUSIVE);
        assertThat(report.count(WRONG)).isZero();
        assertThat(report.toString()).contains("f threw java.lang.ArrayIndexOutOfBounds", "VerdictsTest");
    }

    @Test
    void aTapeThatThrowsIsTroubleOfTheEngineAndNotOfTheUser() {
        CheckReport report = check(x -> x * x, x -> 2 * x, 3)
                .tape(x -> {
                    throw new IllegalStateException("no rule");
                })
                .report();
        assertThat(report.verdict()).isEqualTo(RIGHT);
        assertThat(report.engineSuspect()).isTrue();
        assertThat(report.notes()).singleElement().asString().contains("no rule", "engine or of its domain", "point 0");
        CheckReport alone = check(x -> x * x, x -> 5 * x, 3)
                .tapeAlone(x -> Elementwise.log(x.scale(-1)))
                .report();
        assertThat(alone.count(WRONG)).isZero();
    }

    @Test
    void anotherFunctionOnVarsIsNotHeardAndDoesNotMakeTheEngineSuspect() {
        CheckReport report = check(x -> x * x, x -> 2 * x, 3)
                .tape(x -> x.elementMult(x).elementMult(x))
                .report();
        assertThat(report.engineSuspect()).isFalse();
        assertThat(report.notes()).singleElement().asString().contains("gives 27.0 and f gives 9.0");
        report.assertRight();
    }

    @Test
    void aFunctionThatWritesEachValueIntoTheSameMatrixIsJudgedByItsValues() {
        DMatrixRMaj buffer = new DMatrixRMaj(2, 1);
        JacobianCheck.of(x -> {
                    buffer.data[0] = x.data[0] * x.data[1];
                    buffer.data[1] = x.data[0];
                    return buffer;
                })
                .hand(x -> matrix(new double[] {x.data[1], x.data[0]}, new double[] {1, 0}))
                .at(2, 3)
                .assertRight();
    }

    @Test
    void aFunctionWhoseValueChangesItsShapeIsRefused() {
        assertThatThrownBy(() -> JacobianCheck.of(x -> new DMatrixRMaj(x.data[0] > 1 ? 2 : 1, 1))
                        .hand(x -> new DMatrixRMaj(1, 1))
                        .at(1)
                        .report())
                .hasMessageContaining("f gives 1×1 at x and 2×1 beside it");
    }

    @Test
    void theTapeDecidesWhereDifferencesCannot() {
        assertThat(check(x -> x + 1e17, x -> 1, 0.5)
                        .tape(x -> x.plus(1e17))
                        .report()
                        .verdict())
                .isEqualTo(RIGHT);
        assertThat(check(x -> x + 1e17, x -> 1.01, 0.5)
                        .tape(x -> x.plus(1e17))
                        .report()
                        .verdict())
                .isEqualTo(WRONG);
    }

    @Test
    void theTapeAloneTakesNoDifferences() {
        int[] evaluations = {0};
        CheckReport report = check(
                        x -> {
                            evaluations[0]++;
                            return Math.exp(x);
                        },
                        Math::exp,
                        0.5)
                .tapeAlone(Elementwise::exp)
                .report();
        assertThat(report.verdict()).isEqualTo(RIGHT);
        assertThat(evaluations[0]).isEqualTo(1);
        assertThat(check(Math::exp, x -> 2, 0.5)
                        .tapeAlone(Elementwise::exp)
                        .report()
                        .verdict())
                .isEqualTo(WRONG);
    }

    @Test
    void whereTapeAndDifferencesDisagreeTheEngineIsSuspectAndNotTheUser() {
        CheckReport right =
                check(x -> x * x, x -> 2 * x, 3).tape(VerdictsTest::wrongly).report();
        assertThat(right.engineSuspect()).isTrue();
        assertThat(right.verdict()).isEqualTo(RIGHT);
        assertThat(right.toString()).contains("The engine is suspect, not your code");
        assertThatThrownBy(right::assertRight).isInstanceOf(AssertionError.class);
        CheckReport misled =
                check(x -> x * x, x -> 3 * x * x, 3).tape(VerdictsTest::wrongly).report();
        assertThat(misled.verdict()).isEqualTo(INCONCLUSIVE);
    }

    @Test
    void aTapeThatIsNotFiniteWhereTheDerivativeIsMakesTheEngineSuspect() {
        CheckReport report =
                check(x -> x * x, x -> 2 * x, 3).tape(x -> x.scale(Double.NaN)).report();
        assertThat(report.engineSuspect()).isTrue();
        assertThat(report.verdict()).isEqualTo(RIGHT);
    }

    @Test
    void aSlopeSteeperThanTheUsualStepsCanFollowIsLookedAtCloser() {
        assertThat(judged(x -> Math.sin(1e7 * x), x -> 1e7 * Math.cos(1e7 * x), 0.3)
                        .verdict())
                .isEqualTo(RIGHT);
        assertThat(judged(x -> Math.sin(1e7 * x), x -> 1.01e7 * Math.cos(1e7 * x), 0.3)
                        .verdict())
                .isEqualTo(WRONG);
    }

    /** x² with the derivative of x³, as from a wrong rule. */
    private static Var wrongly(Var x) {
        Var cube = x.elementMult(x).elementMult(x);
        return cube.plus(Autodiff.stopGradient(x.elementMult(x).minus(cube)));
    }

    private static Judgement judged(DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        return check(f, slope, x).report().judgements().get(0);
    }

    private static DerivativeCheck check(DoubleUnaryOperator f, DoubleUnaryOperator slope, double x) {
        return GradientCheck.ofArray(z -> f.applyAsDouble(z[0]))
                .handArray(z -> new double[] {slope.applyAsDouble(z[0])})
                .at(x);
    }
}
