package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.ScoreFormulas;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.divergences.Discrete;
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

class ScoreFunctionTest {
    @Provide
    Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> logits() {
        return Points.logits();
    }

    @Property
    void theScoreIdentityGivesTheTapesGradientOfKlToQ(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        DMatrixRMaj theta = pq.get1();
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        DMatrixRMaj logQ = logarithms(q);
        DMatrixRMaj byScores = new ScoreFunction(Softmaxes::logSoftmax, theta).gradientOfKlTo(logQ, 1);
        DMatrixRMaj byTape =
                Autodiff.gradient(t -> Discrete.kl(logSoftmax(t), t.tape().constant(logQ)), theta);
        assertClose(byScores, byTape.data, TO_HAND_FORMULA);
        assertClose(byTape, ScoreFormulas.gradientOfKlTo(theta.data, q), TO_HAND_FORMULA);
    }

    @Property
    void theScoreIdentityGivesTheTapesGradientOfKlFromQ(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        DMatrixRMaj theta = pq.get1();
        double[] q = SoftmaxFormulas.softmax(pq.get2().data);
        DMatrixRMaj byScores =
                new ScoreFunction(Softmaxes::logSoftmax, theta).gradientOfKlFrom(DMatrixRMaj.wrap(q.length, 1, q));
        DMatrixRMaj byTape =
                Autodiff.gradient(t -> Discrete.kl(t.tape().constant(logarithms(q)), logSoftmax(t)), theta);
        assertClose(byScores, byTape.data, TO_HAND_FORMULA);
        assertClose(byTape, ScoreFormulas.gradientOfKlFrom(q, theta.data), TO_HAND_FORMULA);
    }

    @Property
    void theBaselineIsFree(
            @ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq,
            @ForAll @DoubleRange(min = -5, max = 5) double baseline) {
        ScoreFunction p = new ScoreFunction(Softmaxes::logSoftmax, pq.get1());
        DMatrixRMaj logQ = logarithms(SoftmaxFormulas.softmax(pq.get2().data));
        DMatrixRMaj with = p.gradientOfKlTo(logQ, baseline);
        DMatrixRMaj without = p.gradientOfKlTo(logQ, 0);
        assertThat(CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(with, without, null)))
                .isLessThan(1e-14);
    }

    @Property
    void theScoresAreThoseOfTheHandFormulaAndHaveMeanZero(@ForAll("logits") Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj> pq) {
        double[] theta = pq.get1().data;
        DMatrixRMaj scores = new ScoreFunction(Softmaxes::logSoftmax, pq.get1()).scores();
        double[][] expected = ScoreFormulas.scores(theta);
        assertClose(
                scores, Arrays.stream(expected).flatMapToDouble(Arrays::stream).toArray(), TO_HAND_FORMULA);
        DMatrixRMaj p = DMatrixRMaj.wrap(theta.length, 1, SoftmaxFormulas.softmax(theta));
        assertThat(CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.multTransA(scores, p, null)))
                .isLessThan(1e-15);
    }

    @Test
    void steppingAlongTheDisplayedSignClimbsAndAgainstItDescends() {
        DMatrixRMaj start = column(0.1, 0.2, 0.3, 0.4);
        double[] q = {0.1, 0.2, 0.2, 0.5};
        double before = SoftmaxFormulas.kl(SoftmaxFormulas.softmax(start.data), q);
        assertThat(before).isBetween(0.113, 0.1132);
        assertThat(afterSteps(start, q, 1)).isGreaterThan(2);
        assertThat(afterSteps(start, q, -1)).isBetween(-1e-15, 1e-15);
    }

    private static double afterSteps(DMatrixRMaj start, double[] q, int sign) {
        DMatrixRMaj theta = start.copy();
        for (int step = 0; step < 300; step++) {
            DMatrixRMaj update = new ScoreFunction(Softmaxes::logSoftmax, theta).gradientOfKlTo(logarithms(q), 1);
            CommonOps_DDRM.addEquals(theta, sign * 0.5, update);
        }
        return SoftmaxFormulas.kl(SoftmaxFormulas.softmax(theta.data), q);
    }

    @Test
    void aModelWithoutAFiniteColumnOfLogProbabilitiesIsRefused() {
        DMatrixRMaj theta = column(0, 1);
        assertThatThrownBy(() -> new ScoreFunction(t -> logSoftmax(t).transpose(), theta))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("1×2");
        assertThatThrownBy(() -> new ScoreFunction(Softmaxes::logSoftmax, column(0, Double.NEGATIVE_INFINITY)))
                .hasMessageContaining("ScoreFunction: argument model")
                .hasMessageContaining("-Infinity");
    }

    private static DMatrixRMaj logarithms(double[] q) {
        return column(Arrays.stream(q).map(Math::log).toArray());
    }

    private static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries.clone());
    }
}
