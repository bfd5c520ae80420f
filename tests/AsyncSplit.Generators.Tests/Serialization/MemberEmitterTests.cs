namespace AsyncSplit.Generators.Tests.Serialization;

/// <summary>State records as the splitter emits them.</summary>
public sealed class MemberEmitterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AStateRecordWritesAndReadsItsMembers(bool tracksIdentity)
    {
        var shown = CodecRun.State(
            "public record Order(int Id);",
            [("order", "Order"), ("MemberCodecs", "List<Order?>"), ("@while", "string?"), ("count", "int"), ("writer", "string")],
            "var o = new Order(1); value = new State(o, [o, null], null, 5, \"w\");",
            """$"{value.order} {value.MemberCodecs.Count} {ReferenceEquals(value.order, value.MemberCodecs[0])} {value.@while} {value.count} {value.writer}" """,
            tracksIdentity);
        Assert.Equal($"Order {{ Id = 1 }} 2 {tracksIdentity}  5 w", shown);
    }

    [Fact]
    public void AMissingMemberIsNamed()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodecRun.State("", [("count", "int")], "value = new State(1);", "\"\"", false, json: "{\"other\":[1,{}]}"));
        Assert.StartsWith("State.count is missing.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOptionalMemberTakesItsDefault() =>
        Assert.Equal("7 -", CodecRun.State("", [("count", "int"), ("text", "string?")], "value = new State(1, null);", """$"{value.count} {value.text ?? "-"}" """, false, json: "{}", countDefault: "7"));

    [Fact]
    public void AValueOfTheWrongKindIsNamed()
    {
        var error = Assert.Throws<InvalidOperationException>(() => CodecRun.State("", [("count", "int")], "value = new State(1);", "\"\"", false, json: "{\"count\":\"x\"}"));
        Assert.StartsWith("Expected Int32 for State.count, found String at byte 9.", error.Message, StringComparison.Ordinal);
    }
}
