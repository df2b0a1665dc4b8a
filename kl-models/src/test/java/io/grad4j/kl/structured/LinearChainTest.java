package io.grad4j.kl.structured;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class LinearChainTest {
    private static final LinearChain CHAIN = new LinearChain(4, 3);
    private static final double TOLERANCE = 1e-14;

    /** θₜ[a][b] = sin(s + 7t + 3a + 1.3b). */
    private static DMatrixRMaj potentials(double s) {
        DMatrixRMaj theta = new DMatrixRMaj(CHAIN.dimension(), 1);
        for (int i = 0; i < theta.numRows; i++) {
            theta.data[i] = Math.sin(s + 7 * (i / 9) + 3 * (i / 3 % 3) + 1.3 * (i % 3));
        }
        return theta;
    }

    @Test
    void theLogPartitionIsTheAnchor() {
        assertClose(logZ(potentials(0)), 5.273914286781356, TOLERANCE);
        assertClose(logZ(potentials(1)), 5.182276977281535, TOLERANCE);
    }

    @Test
    void theGradientHoldsTheMarginals() {
        try (Tape tape = new Tape()) {
            Var marginals = CHAIN.meanParameters(tape.constant(potentials(0)));
            assertClose(CHAIN.edge(marginals, 1).get(2, 0), 0.1552347634168178, 5 * TOLERANCE);
        }
    }

    @Test
    void entropyAndDivergenceComeOfTheLogPartitionAlone() {
        try (Tape tape = new Tape()) {
            assertClose(CHAIN.entropy(tape.constant(potentials(0))).scalar(), 4.008728833589587, TOLERANCE);
        }
        assertClose(CHAIN.kl(potentials(0), potentials(1)), 0.4932688441539614, 5 * TOLERANCE);
    }

    @Test
    void theLikelihoodIsGreatestAtTheMarkovChainOfTheCounts() {
        DMatrixRMaj data = new DMatrixRMaj(81, 4);
        for (int i = 0; i < 81; i++) {
            int[] word = {i % 3, i / 3 % 3, i / 9 % 3, i / 27};
            for (int t = 0; t < 4; t++) {
                data.set(i, t, word[t]);
            }
        }
        DMatrixRMaj eta = CHAIN.maximumLikelihood(data).eta();
        double[] expected = new double[27];
        Arrays.fill(expected, 1 / 9.0);
        assertClose(CHAIN.meanParameters(eta), expected, TOLERANCE);
    }

    @Test
    void hugePotentialsDoNotOverflow() {
        DMatrixRMaj theta = potentials(0);
        CommonOps_DDRM.add(theta, 1000);
        assertClose(logZ(theta), 3005.2739142867813, TOLERANCE);
        CommonOps_DDRM.scale(1e6, theta);
        assertClose(sum(CHAIN.meanParameters(theta)), 3, TOLERANCE);
    }

    @Test
    void whatIsNoChainIsRefused() {
        assertThatThrownBy(() -> new LinearChain(1, 3)).hasMessageContaining("1 positions");
        assertThatThrownBy(() -> CHAIN.requirePoints(new DMatrixRMaj(new double[][] {{0, 1, 3, 0}})))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("entry (0,2) = 3.0 is not a label");
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{0, 1, 2, 0}});
        assertThatThrownBy(() -> CHAIN.maximumLikelihood(one)).hasMessageContaining("no maximum");
        DMatrixRMaj mean = CHAIN.meanParameters(potentials(0));
        mean.data[0] += 0.1;
        assertThatThrownBy(() -> CHAIN.naturalFromMean(mean)).hasMessageContaining("by the edge after it");
        try (Tape tape = new Tape()) {
            Var column = tape.constant(mean);
            assertThatThrownBy(() -> CHAIN.edge(column, 3)).hasMessageContaining("no edge 3");
        }
    }

    private static double logZ(DMatrixRMaj theta) {
        return Autodiff.valueAndGradient(CHAIN::logPartition, theta).value();
    }

    private static double sum(DMatrixRMaj m) {
        return CommonOps_DDRM.elementSum(m);
    }
}
