package io.grad4j.kl.structured;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.kl.families.MomentMatch;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class IsingTest {
    /** A ring of n spins. */
    private static Ising ring(int n) {
        List<Ising.Edge> edges = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            edges.add(new Ising.Edge(i, (i + 1) % n));
        }
        return new Ising(n, edges);
    }

    /** Z = λ₊ⁿ + λ₋ⁿ with λ± = e^J·cosh h ± √(e^2J·sinh²h + e^-2J) (Ising, 1925). */
    @Test
    void theRingHasThePartitionFunctionOfItsTransferMatrix() {
        int n = 7;
        double h = 0.3;
        double j = -0.45;
        DMatrixRMaj eta = new DMatrixRMaj(2 * n, 1);
        for (int i = 0; i < n; i++) {
            eta.data[i] = h;
            eta.data[n + i] = j;
        }
        double root = Math.sqrt(Math.exp(2 * j) * Math.sinh(h) * Math.sinh(h) + Math.exp(-2 * j));
        double upper = Math.exp(j) * Math.cosh(h) + root;
        double lower = Math.exp(j) * Math.cosh(h) - root;
        double z = Math.pow(upper, n) + Math.pow(lower, n);
        assertClose(Autodiff.valueAndGradient(ring(n)::logPartition, eta).value(), Math.log(z), 1e-14);
    }

    @Test
    void spinsWithoutCouplingsAreIndependent() {
        Ising free = new Ising(3, List.of());
        DMatrixRMaj h = new DMatrixRMaj(new double[][] {{0.4}, {-1.1}, {2.3}});
        assertClose(free.meanParameters(h), new double[] {Math.tanh(0.4), Math.tanh(-1.1), Math.tanh(2.3)}, 1e-14);
    }

    @Test
    void aLikelihoodWithoutAMaximumIsRefused() {
        DMatrixRMaj allUp = new DMatrixRMaj(new double[][] {{1, 1, 1}, {1, 1, 1}});
        assertThatThrownBy(() -> ring(3).maximumLikelihood(allUp))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("no maximum");
        DMatrixRMaj mixed = new DMatrixRMaj(
                new double[][] {{1, 1, 1}, {-1, -1, 1}, {1, -1, -1}, {-1, 1, 1}, {-1, -1, -1}, {1, 1, -1}, {-1, 1, -1}
                });
        MomentMatch match = ring(3).maximumLikelihood(mixed);
        assertThat(match.converged()).isTrue();
        assertThat(match.residual()).isLessThan(1e-12);
    }

    @Test
    void whatIsNoGraphIsRefused() {
        assertThatThrownBy(() -> new Ising(0, List.of())).hasMessageContaining("0 where 1 to 20");
        assertThatThrownBy(() -> new Ising(2, List.of(new Ising.Edge(0, 2)))).hasMessageContaining("does not join");
        assertThatThrownBy(() -> ring(3).requirePoints(new DMatrixRMaj(new double[][] {{1, 0, 1}})))
                .hasMessageContaining("entry (0,1) = 0.0 is not -1 or 1");
    }
}
