using AsyncSplit.Generators.Emit;
using AsyncSplit.Generators.Splitting.Serialization;

namespace AsyncSplit.Generators.Tests.Serialization;

public sealed class ExceptionCodecTests
{
    [Theory]
    [InlineData("new ProbeException(\"m\", 7)")]
    [InlineData("new ProbeDerivedException(\"m\", 8)")]
    [InlineData("new OwnMessage()")]
    [InlineData("new Detailed(\"m\", new Exception(\"x\")) { Code = 4, Details = [\"a\", \"b\"] }")]
    [InlineData("new NotFound(\"id\")")]
    [InlineData("new WithParameter(\"p\")")]
    [InlineData("Sample.Hidden")]
    public void TypeMessageAndDataComeBack(string creation) => CodecRun.KeepsException($$"""
        public class ProbeException(string message, int code) : Exception(message)
        {
            public ProbeException(string m) : this(m, 0) { }
            public ProbeException() : this("", 0) { }
            public int Code { get; } = code;
        }
        public class ProbeDerivedException(string message, int code) : ProbeException(message, code);
        public sealed class OwnMessage : Exception { public override string Message => "a message of its own"; }
        public class Detailed : Exception
        {
            public Detailed() { }
            public Detailed(string message) : base(message) { }
            public Detailed(string message, Exception? inner) : base(message, inner) { }
            public int Code { get; set; }
            public string[]? Details { get; init; }
            public System.IO.Stream? Ignored { get; set; }
        }
        public class NotFound(string orderId) : Exception($"Order {orderId} not found") { public string OrderId => orderId; }
        public class WithParameter(string paramName) : ArgumentException("bad", paramName);
        public static partial class Sample
        {
            private sealed class Secret(string message, int n) : Exception(message) { public int N => n; }
            internal static Exception Hidden => new Secret("s", 3);
            public static Exception Value => {{creation}};
            public static string Show(Exception value) =>
                $"{value.GetType()} {value.Message} {value.InnerException?.Message} {(value as ProbeException)?.Code} {(value as Detailed)?.Code} {string.Join(",", (value as Detailed)?.Details ?? [])} {(value as NotFound)?.OrderId} {(value as ArgumentException)?.ParamName} {(value as Secret)?.N}";
        }
        """);

    [Fact]
    public void AFrameworkExceptionIsLeftToTheRuntime()
    {
        var compilation = CodecRun.Compile("");
        var analysis = SerializationAnalysis.For(compilation);
        Assert.Empty(analysis.ResolveException(compilation.GetTypeByMetadataName("System.ArgumentException")!, default).Exceptions);
    }

    [Fact]
    public void AnExceptionWithoutAUsableConstructorHasNoCodec()
    {
        var compilation = CodecRun.Compile("public class Odd(System.IO.Stream stream) : Exception { public long Length => stream.Length; }");
        var analysis = SerializationAnalysis.For(compilation);
        Assert.False(analysis.ResolveException(compilation.GetTypeByMetadataName("Odd")!, default).IsSerializable);
    }

    [Fact]
    public void HintNamesDiffer()
    {
        var compilation = CodecRun.Compile("public class Odd : Exception; public class odd : Exception;");
        var analysis = SerializationAnalysis.For(compilation);
        var names = new[] { "Odd", "odd" }.Select(name => ExceptionCodecEmitter.HintName(Assert.Single(analysis.ResolveException(compilation.GetTypeByMetadataName(name)!, default).Exceptions)));
        Assert.Equal(2, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
