package io.grad4j.tour.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** The judge can fail both ways: planted slips are found, planted truths are not. */
class JudgingTest {
    private static final Domain<Double> ABOVE_ONE = Domain.fixed(random -> random.nextDouble(1, 2));
    private static final Judge JUDGE = new Judge(1, 50);

    private static Statement<Double> planted() {
        return new Label("planted", "here", "f = g").over(ABOVE_ONE);
    }

    private static Verdict verdictOnSlip(double slip) {
        return planted()
                .numbers(x -> x * x * (1 + slip), x -> x * x)
                .judged(JUDGE)
                .verdict();
    }

    @Test
    void aRelativeSlipOfOneInAHundredThousandIsWrong() {
        assertThat(verdictOnSlip(1e-5)).isEqualTo(Verdict.WRONG);
        assertThat(verdictOnSlip(-1e-5)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void roundingIsRight() {
        Finding f =
                planted().numbers(x -> Math.exp(2 * Math.log(x)), x -> x * x).judged(JUDGE);
        assertThat(f.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(f.points()).isEqualTo(200);
    }

    @Test
    void aSlipBetweenRoundingAndRefutationIsInconclusive() {
        assertThat(verdictOnSlip(1e-8)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aNaNOnEitherSideIsInconclusiveNeverWrong() {
        assertThat(planted().numbers(x -> Double.NaN, x -> x).judged(JUDGE).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(planted().numbers(x -> x, x -> Double.NaN).judged(JUDGE).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(planted()
                        .numbers(x -> x < 1.01 ? Double.POSITIVE_INFINITY : x, x -> x)
                        .judged(JUDGE)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aPointThatRefutesOutweighsANaNElsewhere() {
        assertThat(planted()
                        .numbers(x -> x < 1.5 ? Double.NaN : 2 * x, x -> x)
                        .judged(JUDGE)
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void sidesThatAreBothRoundingAreNeitherCertifiedNorRefuted() {
        assertThat(planted().numbers(x -> 1e-16, x -> 0).judged(JUDGE).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void oneWrongEntryOfAVectorIsWrong() {
        assertThat(planted()
                        .vectors(x -> new double[] {x, 1, 2}, x -> new double[] {x, 1, 2.001})
                        .judged(JUDGE)
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void theWitnessIsTheFirstSimplePointThatDiffersAndTheCorrectionIsJudgedToo() {
        Finding f = planted()
                .numbers(x -> x, x -> x * x)
                .wrong("x²", x -> x * x, List.of(0.0, 1.0, 2.0, 3.0))
                .judged(JUDGE);
        assertThat(f.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(f.witness()).isEqualTo(new Witness("2.0", List.of(2.0), List.of(4.0)));
        assertThat(Objects.requireNonNull(f.correction()).verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(f.isExpected()).isTrue();
    }

    @Test
    void aWrongCorrectionOrAMissingWitnessIsNotTheExpectedFinding() {
        Equation<Double> claim = planted().numbers(x -> x, x -> x * x);
        assertThat(claim.wrong("x³", x -> x * x * x, List.of(2.0)).judged(JUDGE).isExpected())
                .isFalse();
        assertThat(claim.wrong("x²", x -> x * x, List.of(1.0)).judged(JUDGE).isExpected())
                .isFalse();
        assertThat(claim.judged(JUDGE).isExpected()).isFalse();
    }

    @Test
    void aRightClaimThatIsExpectedToBeWrongIsNotTheExpectedFinding() {
        assertThat(planted()
                        .numbers(x -> x, x -> x)
                        .wrong("x", x -> x, List.of(1.0))
                        .judged(JUDGE)
                        .isExpected())
                .isFalse();
    }

    @Test
    void anInequalityIsWrongOnlyWhereItIsViolated() {
        assertThat(planted().atLeast(x -> x * x, x -> x).judged(JUDGE).verdict())
                .isEqualTo(Verdict.RIGHT);
        assertThat(planted().atLeast(x -> x, x -> 1.9).judged(JUDGE).verdict()).isEqualTo(Verdict.WRONG);
        assertThat(planted().atLeast(x -> Double.NaN, x -> x).judged(JUDGE).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aDifferenceNeedsAnExample() {
        assertThat(planted()
                        .differ(x -> x, x -> x * x, List.of(2.0))
                        .judged(JUDGE)
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
        assertThat(planted()
                        .differ(x -> x, x -> x * x, List.of(1.0))
                        .judged(JUDGE)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(planted().differ(x -> x, x -> x, List.of(1.0)).judged(JUDGE).verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aLimitIsRightOnlyIfTheErrorShrinksToRounding() {
        List<Double> etas = List.of(1.0, 10.0, 100.0);
        assertThat(limit(etas, Math.exp(-100), 0)).isEqualTo(Verdict.RIGHT);
        assertThat(limit(etas, 0, 0.1)).isEqualTo(Verdict.WRONG);
        assertThat(limit(etas, 0, 1e-8)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(limit(etas, 0, Double.NaN)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(planted()
                        .together(etas, (x, eta) -> eta * 1e-11, (x, eta) -> 0)
                        .judged(JUDGE)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static Verdict limit(List<Double> etas, double before, double last) {
        return planted()
                .together(etas, (x, eta) -> eta < 100 ? Math.exp(-eta) + before + last : last, (x, eta) -> 0)
                .judged(JUDGE)
                .verdict();
    }

    @Test
    void aGradientBeyondTheLimitDoesNotHold() {
        Side<Double> exact = x -> new double[] {x, 2 * x};
        Side<Double> slipped = x -> new double[] {x, 2 * x * (1 + 1e-11)};
        Side<Double> broken = x -> new double[] {x, Double.NaN};
        assertThat(new Gradient<>("g", "", ABOVE_ONE, exact, exact)
                        .judged(JUDGE)
                        .held())
                .isTrue();
        assertThat(new Gradient<>("g", "", ABOVE_ONE, slipped, exact)
                        .judged(JUDGE)
                        .held())
                .isFalse();
        assertThat(new Gradient<>("g", "", ABOVE_ONE, broken, exact)
                        .judged(JUDGE)
                        .held())
                .isFalse();
    }

    @Test
    void pointsDependOnSeedAndClaimAlone() {
        assertThat(new Judge(7, 3).points("a", ABOVE_ONE)).isEqualTo(new Judge(7, 3).points("a", ABOVE_ONE));
        assertThat(new Judge(7, 3).points("a", ABOVE_ONE)).isNotEqualTo(new Judge(7, 3).points("b", ABOVE_ONE));
        assertThat(new Judge(7, 3).points("a", ABOVE_ONE)).isNotEqualTo(new Judge(8, 3).points("a", ABOVE_ONE));
    }

    @Property
    void theRelativeGapDoesNotDependOnTheScale(
            @ForAll @DoubleRange(min = 0.5, max = 2) double a, @ForAll @DoubleRange(min = 0.5, max = 2) double b) {
        double gap = Gap.between(new double[] {a}, new double[] {b}).relative();
        double scaled = Gap.between(new double[] {0x1p-300 * a}, new double[] {0x1p-300 * b})
                .relative();
        assertThat(scaled).isEqualTo(gap);
    }

    @Test
    void numeralsAreAsAReaderWritesThem() {
        assertThat(Numerals.point(0.25, 0.75)).isEqualTo("(¼, ¾)");
        assertThat(Numerals.point(-0.5)).isEqualTo("-½");
        assertThat(Numerals.point(0.5, 1.5)).isEqualTo("(0.5, 1.5)");
        assertThat(Numerals.point(2, 0.5)).isEqualTo("(2, ½)");
        assertThat(Numerals.decimal(4.444444444)).isEqualTo("4.44444");
        assertThat(Numerals.decimal(100)).isEqualTo("100");
        assertThat(Numerals.decimal(1.1e-16)).isEqualTo("1.1e-16");
        assertThat(Numerals.decimal(0)).isEqualTo("0");
        assertThat(Numerals.decimal(Double.NaN)).isEqualTo("NaN");
    }
}
