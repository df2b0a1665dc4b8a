package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class FeatureFamilyTest {
    /** Features N×k, a parameter k×1 and the logits of p, N×1. */
    record Case(DMatrixRMaj features, DMatrixRMaj theta, DMatrixRMaj logits) {
        double[] p() {
            return SoftmaxFormulas.softmax(logits.data);
        }

        double[] q() {
            return SoftmaxFormulas.softmax(CommonOps_DDRM.mult(features, theta, null).data);
        }

        double[][] phi() {
            double[][] rows = new double[features.numRows][features.numCols];
            for (int d = 0; d < rows.length; d++) {
                for (int a = 0; a < rows[d].length; a++) {
                    rows[d][a] = features.get(d, a);
                }
            }
            return rows;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.integers()
                .between(2, 7)
                .flatMap(n -> Arbitraries.integers().between(1, 4).flatMap(k -> Combinators.combine(
                                Points.matrix(n, k, 1.5), Points.column(k, 1.5), Points.column(n, 2))
                        .as(Case::new)))
                .filter(c -> Close.size(SoftmaxFormulas.forwardKlByParameter(c.p(), c.phi(), c.theta.data)) > 1e-2)
                .withoutEdgeCases();
    }

    @Property
    void theGradientOfKlComesOutAsTheModelMeanMinusTheDataMean(@ForAll("cases") Case c) {
        FeatureFamily family = new FeatureFamily(c.features);
        DMatrixRMaj gradient =
                Autodiff.gradient(theta -> family.klFrom(logSoftmax(theta.tape().constant(c.logits)), theta), c.theta);
        assertClose(gradient, SoftmaxFormulas.forwardKlByParameter(c.p(), c.phi(), c.theta.data), TO_HAND_FORMULA);
    }

    @Property
    void theGradientOfTheExpectedLogLikelihoodHasTheOtherSign(@ForAll("cases") Case c) {
        FeatureFamily family = new FeatureFamily(c.features);
        DMatrixRMaj gradient = Autodiff.gradient(
                theta -> theta.tape().constant(column(c.p())).dot(family.logProbabilities(theta)), c.theta);
        double[] expected = SoftmaxFormulas.forwardKlByParameter(c.p(), c.phi(), c.theta.data);
        for (int a = 0; a < expected.length; a++) {
            expected[a] = -expected[a];
        }
        assertClose(gradient, expected, TO_HAND_FORMULA);
    }

    @Property
    void theGradientOfTheLogPartitionIsTheMeanFeature(@ForAll("cases") Case c) {
        DMatrixRMaj mean = Autodiff.gradient(new FeatureFamily(c.features)::logPartition, c.theta);
        DMatrixRMaj expected = CommonOps_DDRM.multTransA(c.features, column(c.q()), null);
        assertThat(CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(mean, expected, null)))
                .isLessThan(1e-14);
    }

    @Property
    void theHessianOfTheLogPartitionIsTheCovarianceOfTheFeatures(@ForAll("cases") Case c) {
        DMatrixRMaj fisher = Autodiff.hessian(new FeatureFamily(c.features)::logPartition, c.theta);
        double[] q = c.q();
        double[][] phi = c.phi();
        DMatrixRMaj mean = CommonOps_DDRM.multTransA(c.features, column(q), null);
        DMatrixRMaj covariance = new DMatrixRMaj(fisher.numRows, fisher.numCols);
        for (int d = 0; d < q.length; d++) {
            for (int a = 0; a < fisher.numRows; a++) {
                for (int b = 0; b < fisher.numCols; b++) {
                    covariance.add(a, b, q[d] * (phi[d][a] - mean.data[a]) * (phi[d][b] - mean.data[b]));
                }
            }
        }
        // Features may be almost alike under q, so that the covariance is small against the features' squares.
        assertThat(CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(fisher, covariance, null)))
                .isLessThan(1e-14);
    }

    @Property
    void theReverseDivergenceIsDerivedByItsOwnIdentity(@ForAll("cases") Case c) {
        FeatureFamily family = new FeatureFamily(c.features);
        DMatrixRMaj gradient = Autodiff.gradient(
                theta -> family.klTo(theta, logSoftmax(theta.tape().constant(c.logits))), c.theta);
        double[] s = CommonOps_DDRM.mult(c.features, c.theta, null).data;
        DMatrixRMaj byLogits = column(SoftmaxFormulas.reverseKlByLogits(s, c.p()));
        DMatrixRMaj expected = CommonOps_DDRM.multTransA(c.features, byLogits, null);
        assertThat(CommonOps_DDRM.elementMaxAbs(CommonOps_DDRM.subtract(gradient, expected, null)))
                .isLessThan(1e-14);
    }

    @Test
    void theSmallestWitnessOfTheSignHolds() {
        FeatureFamily family = new FeatureFamily(column(1, 0));
        DMatrixRMaj logP = column(Math.log(0.75), Math.log(0.25));
        DMatrixRMaj gradient =
                Autodiff.gradient(theta -> family.klFrom(theta.tape().constant(logP), theta), column(0));
        assertClose(gradient.data[0], -0.25, 1e-15);
    }

    @Test
    void featuresWithNoPointOrWithoutANumberAreRefused() {
        assertThatThrownBy(() -> new FeatureFamily(new DMatrixRMaj(0, 2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("FeatureFamily: argument features");
        assertThatThrownBy(() -> new FeatureFamily(column(1, Double.NaN))).hasMessageContaining("(1,0) = NaN");
    }

    private static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries.clone());
    }
}
