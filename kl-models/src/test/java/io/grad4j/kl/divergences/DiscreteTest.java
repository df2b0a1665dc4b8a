package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.LossFormulas;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class DiscreteTest {
    private static final double MINUS_INFINITY = Double.NEGATIVE_INFINITY;

    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> logits() {
        return Points.logits();
    }

    @Property
    void theGradientOfForwardKlByLogitsIsQMinusP(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] p = SoftmaxFormulas.softmax(pq.get1().data);
        DMatrixRMaj gradient = Autodiff.gradient(t -> kl(constant(t, pq.get1()), t), pq.get2());
        assertClose(gradient, SoftmaxFormulas.forwardKlByLogits(p, pq.get2().data), TO_HAND_FORMULA);
    }

    @Property
    void theGradientOfReverseKlByLogitsIsQTimesLogRatioMinusKl(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] p = SoftmaxFormulas.softmax(pq.get1().data);
        DMatrixRMaj gradient = Autodiff.gradient(s -> kl(s, constant(s, pq.get1())), pq.get2());
        assertClose(gradient, SoftmaxFormulas.reverseKlByLogits(pq.get2().data, p), TO_HAND_FORMULA);
    }

    @Property
    void klIsTheSumOfPLogPOverQ(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] p = SoftmaxFormulas.softmax(pq.get1().data);
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        assertClose(value(pq.get1(), pq.get2()), SoftmaxFormulas.kl(p, q), TO_HAND_FORMULA);
    }

    @Property
    void klIsCrossEntropyMinusEntropy(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        try (Tape tape = new Tape()) {
            Var logP = logSoftmax(tape.constant(pq.get1()));
            Var logQ = logSoftmax(tape.constant(pq.get2()));
            Var p = io.grad4j.autodiff.ops.Elementwise.exp(logP);
            double difference = Discrete.crossEntropy(p, logQ).scalar()
                    - Discrete.entropy(logP).scalar();
            assertClose(Discrete.kl(logP, logQ).scalar(), difference, TO_HAND_FORMULA);
        }
    }

    @Property
    void klIsPositiveUnlessBothAreEqual(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        assertThat(value(pq.get1(), pq.get2())).isPositive();
        assertThat(value(pq.get1(), pq.get1())).isZero();
    }

    @Property
    void aShiftOfTheLogitsIsNoDivergence(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        DMatrixRMaj shifted = pq.get1().copy();
        CommonOps_DDRM.add(shifted, 3.7);
        assertThat(value(pq.get1(), shifted)).isBetween(0.0, 1e-29);
    }

    @Property
    void klIsNotSymmetric(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] p = SoftmaxFormulas.softmax(pq.get1().data);
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        double asymmetry = value(pq.get1(), pq.get2()) - value(pq.get2(), pq.get1());
        assertThat(asymmetry).isCloseTo(SoftmaxFormulas.kl(p, q) - SoftmaxFormulas.kl(q, p), within(1e-12));
    }

    @Test
    void halfAndHalfAgainstAQuarterDiffersFromTheSwappedDivergence() {
        DMatrixRMaj p = logarithms(0.5, 0.5);
        DMatrixRMaj q = logarithms(0.25, 0.75);
        assertThat(value(p, q)).isCloseTo(0.143841, within(5e-7));
        assertThat(value(q, p)).isCloseTo(0.130812, within(5e-7));
    }

    @Property
    void crossEntropyIsAtLeastTheEntropy(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] p = SoftmaxFormulas.softmax(pq.get1().data);
        try (Tape tape = new Tape()) {
            Var logQ = logSoftmax(tape.constant(pq.get2()));
            Var logP = logSoftmax(tape.constant(pq.get1()));
            double crossEntropy =
                    Discrete.crossEntropy(tape.constant(column(p)), logQ).scalar();
            assertThat(crossEntropy).isGreaterThan(Discrete.entropy(logP).scalar());
            assertClose(
                    crossEntropy,
                    LossFormulas.crossEntropy(p, SoftmaxFormulas.softmax(pq.get2().data)),
                    TO_HAND_FORMULA);
        }
    }

    @Property
    void theCrossEntropyOfWhatWasSeenIsTheMeanNegativeLogLikelihood(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq, @ForAll int[] draws) {
        int n = pq.get1().getNumElements();
        int[] seen = Arrays.stream(draws).map(d -> Math.floorMod(d, n)).toArray();
        if (seen.length == 0) {
            seen = new int[] {0};
        }
        DMatrixRMaj empirical = new DMatrixRMaj(n, 1);
        for (int y : seen) {
            empirical.data[y] += 1.0 / seen.length;
        }
        try (Tape tape = new Tape()) {
            Var logQ = logSoftmax(tape.constant(pq.get2()));
            double loss = Discrete.crossEntropy(tape.constant(empirical), logQ).scalar();
            double[] q = SoftmaxFormulas.softmax(pq.get2().data);
            assertClose(loss, LossFormulas.negativeLogLikelihood(seen, q), TO_HAND_FORMULA);
        }
    }

    @Property
    void ofMeasuresTheConstantsDropOut(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq,
            @ForAll @DoubleRange(min = 0.1, max = 100) double zp,
            @ForAll @DoubleRange(min = 0.1, max = 100) double zq) {
        try (Tape tape = new Tape()) {
            Var pBar = tape.constant(measure(pq.get1(), zp));
            Var qBar = tape.constant(measure(pq.get2(), zq));
            assertClose(Discrete.klOfMeasures(pBar, qBar).scalar(), value(pq.get1(), pq.get2()), TO_HAND_FORMULA);
        }
    }

    @Test
    void closeDistributionsKeepTheDigitsOfTheirDivergence() {
        // KL(θ‖θ+δ) = ½ δᵀFδ + O(δ³); for two equal logits and δ = (ε, 0) that is ε²/8.
        double epsilon = 1e-9;
        double kl = value(column(0, 0), column(epsilon, 0));
        assertClose(kl, epsilon * epsilon / 8, 1e-6);
    }

    @Test
    void aProbabilityOfZeroCountsForNothingInValueAndGradient() {
        DMatrixRMaj masked = column(0.3, MINUS_INFINITY, -0.2);
        DMatrixRMaj q = column(0.1, 0.7, 0.4);
        double[] p = SoftmaxFormulas.softmax(new double[] {0.3, -0.2});
        double[] probabilities = SoftmaxFormulas.softmax(q.data);
        double expected = p[0] * Math.log(p[0] / probabilities[0]) + p[1] * Math.log(p[1] / probabilities[2]);
        assertClose(value(masked, q), expected, TO_HAND_FORMULA);
        DMatrixRMaj byQ = Autodiff.gradient(t -> kl(constant(t, masked), t), q);
        assertClose(
                byQ,
                new double[] {probabilities[0] - p[0], probabilities[1], probabilities[2] - p[1]},
                TO_HAND_FORMULA);
        DMatrixRMaj byP = Autodiff.gradient(s -> kl(s, constant(s, q)), masked);
        assertThat(byP.data[1]).isZero();
        assertThat(byP.data[0]).isFinite().isEqualTo(-byP.data[2], within(1e-16));
    }

    @Test
    void bothMaskedAtOnePointCompareOnTheRest() {
        DMatrixRMaj p = column(0.3, MINUS_INFINITY, -0.2);
        DMatrixRMaj q = column(0.1, MINUS_INFINITY, 0.4);
        assertClose(value(p, q), value(column(0.3, -0.2), column(0.1, 0.4)), TO_HAND_FORMULA);
    }

    @Test
    void massWhereQHasNoneIsAnInfiniteDivergence() {
        assertThat(value(column(0, 0), column(0, MINUS_INFINITY))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aBatchOfRowsGivesOneDivergenceARow() {
        try (Tape tape = new Tape()) {
            DMatrixRMaj s = new DMatrixRMaj(new double[][] {{0.1, 0.5, -1}, {2, 0, 0.3}});
            DMatrixRMaj t = new DMatrixRMaj(new double[][] {{0.4, 0.2, 0}, {-1, 1, 0.2}});
            DMatrixRMaj kl = Discrete.klOfLogits(tape.constant(s), tape.constant(t), Each.ROW)
                    .value();
            assertThat(kl.numRows).isEqualTo(2);
            assertClose(kl.data[0], value(column(0.1, 0.5, -1), column(0.4, 0.2, 0)), TO_HAND_FORMULA);
            assertClose(kl.data[1], value(column(2, 0, 0.3), column(-1, 1, 0.2)), TO_HAND_FORMULA);
        }
    }

    @Test
    void anEmptyOrNegativeMeasureIsRefused() {
        try (Tape tape = new Tape()) {
            Var good = tape.constant(column(1, 2));
            assertThatThrownBy(() -> Discrete.klOfMeasures(tape.constant(column(0, 0)), good))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("klOfMeasures: argument pBar")
                    .hasMessageContaining("no mass")
                    .hasMessageContaining("2×1");
            assertThatThrownBy(() -> Discrete.klOfMeasures(good, tape.constant(column(1, -2))))
                    .hasMessageContaining("klOfMeasures: argument qBar")
                    .hasMessageContaining("(1,0) = -2.0 is negative");
            assertThatThrownBy(() -> Discrete.kl(good, tape.constant(column(1, 2, 3))))
                    .hasMessageContaining("kl: argument")
                    .hasMessageContaining("3×1")
                    .hasMessageContaining("2×1");
        }
    }

    private static Var kl(Var s, Var t) {
        return Discrete.klOfLogits(s, t, Each.MATRIX);
    }

    private static Var constant(Var sameTape, DMatrixRMaj m) {
        return sameTape.tape().constant(m);
    }

    private static double value(DMatrixRMaj s, DMatrixRMaj t) {
        try (Tape tape = new Tape()) {
            return kl(tape.constant(s), tape.constant(t)).scalar();
        }
    }

    private static DMatrixRMaj measure(DMatrixRMaj logits, double z) {
        DMatrixRMaj m = column(SoftmaxFormulas.softmax(logits.data));
        CommonOps_DDRM.scale(z, m);
        return m;
    }

    private static DMatrixRMaj logarithms(double... p) {
        return column(Arrays.stream(p).map(Math::log).toArray());
    }

    private static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries.clone());
    }
}
