package io.grad4j.kl.byhand;

import static io.grad4j.autodiff.ops.Softmaxes.binaryCrossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;

class LossFormulasTest {
    @Property
    void theBinaryLossAndItsSlopeAreTheEngines(
            @ForAll @DoubleRange(min = 0, max = 1) double y, @ForAll @DoubleRange(min = -30, max = 30) double eta) {
        Autodiff.ValueAndGradient at = Autodiff.valueAndGradient(
                e -> binaryCrossEntropy(e.tape().constant(y), e), new DMatrixRMaj(new double[][] {{eta}}));
        assertThat(at.value()).isCloseTo(LossFormulas.binary(y, eta), within(1e-14 * (1 + Math.abs(eta))));
        assertThat(at.gradient().data[0]).isCloseTo(LossFormulas.binarySlope(y, eta), within(1e-15));
    }
}
