package io.github.safemigration.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL is cut into the tokens that PostgreSQL cuts it into. */
class LexerTests {

    /** Pieces that a scanner stumbles over, alone and side by side. */
    private static final List<String> PIECES = List.of(
            "'", "''", "\"", "$", "$$", "$a$", "$1", "/*", "*/", "--", "\n", ";", "(", ")", "[", "]", "E'", "U&'",
            "U&\"", "\\", "::", ":=", "=>", "+", "-", "*", "@", "0x", "1.5e", "1..2", ".", ",", "select", "Größe", " ",
            "\u0000", "\t", "b'");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select a.B from \"C d\"  | select a . b from C d",
                "'it''s' E'a\\'b' U&'x' B'1' | it's a'b x 1",
                "$$ a; 'b $$ $q$ $$ $q$   | a; 'b $$",
                "a /* b /* c */ d */ e -- f | a e",
                "1 1.5 .5 1e-3 0x1F 1_000 $2 | 1 1.5 .5 1e-3 0x1F 1_000 $2",
                "a>=-1 b->>'c' d::int e:=f g=>h | a >= - 1 b ->> c d :: int e := f g => h",
                "a*-1 @-b                  | a * - 1 @- b",
                "x..y 1..2                 | x .. y 1 .. 2"
            })
    void isCutIntoTokens(String sql, String values) {
        String joined = Lexer.tokens(sql).stream().map(Token::value).collect(Collectors.joining(" "));

        assertThat(joined.replaceAll(" +", " ").strip())
                .isEqualTo(values.replaceAll(" +", " ").strip());
    }

    @Test
    void wordsAreFoldedAsPostgresFoldsThem() {
        assertThat(Lexer.tokens("GRÖSSE \"GRÖSSE\"")).extracting(Token::value).containsExactly("grÖsse", "GRÖSSE");
    }

    @Test
    void aStringGoesOnBehindALineBreakAlone() {
        assertThat(Lexer.tokens("'a'\n 'b'")).extracting(Token::value).containsExactly("ab");
        assertThat(Lexer.tokens("'a' 'b'")).extracting(Token::value).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'open", "\"open", "\"\"", "$a$ open", "/* open", "/* /* */ open", "E'open\\'", "a \\ b", "{"})
    void whatPostgresRefusesIsBroken(String sql) {
        assertThat(Lexer.tokens(sql)).extracting(Token::kind).contains(TokenKind.BROKEN);
    }

    /** Each token stands in the text where it says, and nothing but blanks and comments between them. */
    @Test
    void nothingMakesItFailOrLoseAPiece() {
        Random chance = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            String sql = chance.ints(1 + chance.nextInt(12), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            int end = 0;
            for (Token token : Lexer.tokens(sql)) {
                assertThat(token.start()).as("%s", sql).isGreaterThanOrEqualTo(end);
                assertThat(sql.substring(token.start(), token.end())).isEqualTo(token.text());
                end = token.end();
            }
            assertThat(SqlScript.statements(sql)).as("%s", sql).isNotNull();
        }
    }

    @Test
    void aMegabyteOfAnyPieceTakesNoLongerThanAMegabyte() {
        for (String piece : PIECES) {
            String sql = piece.repeat(1_000_000 / piece.length());
            long begun = System.nanoTime();

            assertThat(SqlScript.statements(sql)).isNotNull();

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("%s", piece)
                    .isLessThan(Duration.ofSeconds(10));
        }
    }
}
