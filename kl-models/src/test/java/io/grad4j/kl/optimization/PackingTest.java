package io.grad4j.kl.optimization;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class PackingTest {
    private final DMatrixRMaj w = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}});
    private final DMatrixRMaj b = new DMatrixRMaj(new double[][] {{7, 8}});
    private final Packing packing = Packing.of(w, b);

    /** ½|W - 1|² + |b + 2|² + b·W·1, of all entries. */
    private static Var f(Var... v) {
        Var ones = v[0].tape().constant(new DMatrixRMaj(new double[][] {{1}, {1}, {1}}));
        return square(v[0].minus(1))
                .sum()
                .scale(0.5)
                .plus(square(v[1].plus(2)).sum())
                .plus(v[1].mult(v[0]).mult(ones).scale(0.1));
    }

    @Test
    void matricesComeOutAsTheyWentIn() {
        DMatrixRMaj packed = packing.pack(w, b);
        assertThat(packed.data).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        List<DMatrixRMaj> out = packing.unpack(packed);
        assertThat(out.get(0).data).containsExactly(w.data);
        assertThat(out.get(0).numCols).isEqualTo(3);
        assertThat(out.get(1).data).containsExactly(b.data);
        out.get(0).data[0] = -1;
        assertThat(packed.data[0]).isEqualTo(1);
    }

    @Test
    void valueGradientAndHessianAreThoseOfTheMatrices() {
        TwiceDifferentiable objective = packing.objective(PackingTest::f);
        DMatrixRMaj x = packing.pack(w, b);
        DMatrixRMaj[] matrices = {w, b};
        assertThat(objective.at(x).value())
                .isEqualTo(Autodiff.valueAndGradient(PackingTest::f, matrices).value());
        DMatrixRMaj gradient = objective.at(x).gradient();
        List<DMatrixRMaj> gradients = Autodiff.gradient(PackingTest::f, matrices);
        assertThat(packing.unpack(gradient).get(0).data).containsExactly(gradients.get(0).data);
        assertThat(packing.unpack(gradient).get(1).data).containsExactly(gradients.get(1).data);
        assertThat(objective.hessian(x).get(0, 6)).isCloseTo(0.1, within(1e-15));
        assertThat(objective.hessian(x).get(7, 7)).isCloseTo(2, within(1e-15));
    }

    @Test
    void allMatricesAreFittedTogether() {
        StoppingRule tight = new StoppingRule(1e-9, 100);
        Solution end =
                new TrustRegion(tight, Progress.NONE).minimize(packing.objective(PackingTest::f), packing.pack(w, b));
        assertThat(end.converged()).isTrue();
        Solution bfgs =
                new QuasiNewton(tight, Progress.NONE).minimize(packing.objective(PackingTest::f), packing.pack(w, b));
        assertThat(bfgs.value()).isCloseTo(end.value(), within(1e-10));
        // ∂/∂W = W - 1 + b/10 in each row, ∂/∂b = 2(b + 2) + row sums of W / 10.
        double weight = packing.unpack(end.parameters()).get(0).data[0];
        double bias = packing.unpack(end.parameters()).get(1).data[0];
        assertThat(weight).isCloseTo(1 - bias / 10, within(1e-9));
        assertThat(bias).isCloseTo(-2 - 3 * weight / 20, within(1e-9));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(Packing::of).isInstanceOf(ArgumentException.class).hasMessageContaining("none given");
        assertThatThrownBy(() -> packing.pack(w)).hasMessageContaining("1 given where 2 are needed");
        assertThatThrownBy(() -> packing.pack(b, w)).hasMessageContaining("matrices[0]: 1×2 where 2×3 is needed");
        assertThatThrownBy(() -> packing.unpack(w)).hasMessageContaining("2×3 where 8×1 is needed");
    }
}
