package io.grad4j.autodiff.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.OperatorSpecimens;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.check.Specimen;
import io.grad4j.autodiff.ops.OpsSpecimens;
import java.io.StringReader;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The rules of the primitives, in text and in MathML. */
class FormulaTest {
    /** The rules of all families, each once. */
    static List<String> formulas() {
        return Stream.concat(OperatorSpecimens.all(), OpsSpecimens.all())
                .flatMap(FormulaTest::rules)
                .distinct()
                .toList();
    }

    private static Stream<String> rules(Specimen specimen) {
        Primitive p = specimen.primitive();
        return p.isLocallyConstant()
                ? Stream.empty()
                : IntStream.range(0, specimen.arguments().size())
                        .mapToObj(k -> p.derivative(k).formula());
    }

    @Test
    void theRulesOfAllFamiliesAreSeen() {
        assertThat(formulas()).hasSizeGreaterThan(70).contains("ȳ·bᵀ", "sym(y⁻ᵀ·Φ(yᵀ·ȳ)·y⁻¹)", "ȳ - softmax x · Σ ȳ");
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void everyRuleRendersAndNothingOfItIsLost(String formula) {
        Document math = parsed(MathMl.of(formula).replace("{·", "{"));
        assertThat(letters(math.getDocumentElement().getTextContent())).isEqualTo(letters(formula));
        assertThat(structure(math))
                .isSubsetOf("math", "mrow", "mi", "mn", "mo", "mfrac", "msup", "msqrt", "mspace", "mtext");
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void aRuleFilledWithItsOwnSymbolsIsItself(String formula) {
        assertThat(Formula.filled(formula, symbol -> symbol)).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ȳ ∘ y / b | <mo>−</mo><mfrac><mrow>{(ȳ}<mo>∘</mo>{(y}</mrow><mrow>{(b}</mrow></mfrac>",
                "ȳ / (1 + x) | <mfrac><mrow>{ȳ}</mrow><mrow><mn>1</mn><mo>+</mo>{(x}</mrow></mfrac>",
                "ȳ / 2y | <mfrac><mrow>{ȳ}</mrow><mrow><mn>2</mn>{·(y}</mrow></mfrac>",
                "ȳ ∘ 2/√x | {ȳ}<mo>∘</mo><mfrac><mrow><mn>2</mn></mrow><mrow><msqrt>{(x}</msqrt></mrow></mfrac>",
                "a^(b-1) | <msup><mrow>{(a}</mrow><mrow>{b}<mo>−</mo><mn>1</mn></mrow></msup>",
                "√(1 - x²) | <msqrt><mn>1</mn><mo>−</mo><msup><mrow>{(x}</mrow><mrow><mn>2</mn></mrow></msup></msqrt>",
                "y⁻ᵀ | <msup><mrow>{(y}</mrow><mrow><mo>−</mo><mi mathvariant='normal'>T</mi></mrow></msup>",
            })
    void structureOfTheTextIsStructureOfTheMathMl(String formula, String math) {
        assertThat(MathMl.of(formula)).isEqualTo(math);
    }

    @Test
    void aRuleIsFilledSoThatItReadsAsArithmetic() {
        assertThat(Formula.filled("ȳ ∘ 2x", s -> s.equals("ȳ") ? "-1" : "-3")).isEqualTo("-1 ∘ 2·(-3)");
        assertThat(Formula.filled("ȳ ∘ 2x", s -> s.equals("ȳ") ? "v̄4" : "v3")).isEqualTo("v̄4 ∘ 2v3");
        assertThat(Formula.filled("-ȳ ∘ y²", s -> s.equals("ȳ") ? "0.5" : "-2")).isEqualTo("-0.5 ∘ (-2)²");
        assertThat(Formula.filled("-ȳ", s -> "-2")).isEqualTo("-(-2)");
        assertThat(Formula.filled("ȳ", s -> "-2")).isEqualTo("-2");
        assertThat(Formula.filled("ȳ·softmax x", s -> s.equals("ȳ") ? "1" : "[0; 1]"))
                .isEqualTo("1·softmax [0; 1]");
        assertThat(Formula.filled("aᵀ·ȳ", s -> s.equals("ȳ") ? "v̄4" : "W")).isEqualTo("Wᵀ·v̄4");
    }

    /** A user's primitive may carry any text. */
    @Property
    void anyTextIsAFormula(@ForAll String text) {
        assertThat(parsed(MathMl.of(text))).isNotNull();
        assertThat(Formula.filled(text, symbol -> symbol)).isNotNull();
    }

    @Property(tries = 300)
    void bracketsSlashesAndPowersInAnyOrderAreAFormula(@ForAll("marks") String text) {
        assertThat(parsed(MathMl.of(text))).isNotNull();
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> marks() {
        return net.jqwik.api.Arbitraries.of(
                        "(", ")", "[", "⟨", "/", " / ", "^", "√", "ȳ", "x", "2", "ᵀ", "⁻¹", "-", " ", "∘", "exp")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static Document parsed(String math) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<math>" + math + "</math>")));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + math, e);
        }
    }

    private static Stream<String> structure(Document math) {
        return IntStream.range(0, math.getElementsByTagName("*").getLength())
                .mapToObj(i -> ((Element) math.getElementsByTagName("*").item(i)).getTagName());
    }

    /** Raised characters as plain ones; without spaces and what structure expresses. */
    private static String letters(String text) {
        return Normalizer.normalize(text.replace("ȳ", "Ȳ"), Normalizer.Form.NFKC)
                .replace('−', '-')
                .replaceAll("[\\s(){}/^√]", "");
    }
}
