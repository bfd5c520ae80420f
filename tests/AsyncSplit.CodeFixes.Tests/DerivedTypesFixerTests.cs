using AsyncSplit.CodeFixes.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.CodeFixes.Tests;

public sealed class DerivedTypesFixerTests
{
    private const string Open = """
        /// <summary>How to pay.</summary>
        public abstract record Means;
        public sealed record Card(string Number) : Means;
        public sealed record Cash : Means;
        """;

    private const string Closed = """
        /// <summary>How to pay.</summary>
        [JsonDerivedType(typeof(Card), "Card")]
        [JsonDerivedType(typeof(Cash), "Cash")]
        public abstract record Means;
        public sealed record Card(string Number) : Means;
        public sealed record Cash : Means;
        """;

    [Fact]
    public void AParametersBaseNamesItsDerivedTypes() => FixRun.Fixes<DerivedTypesFixer>(
        ParameterNotSerializable,
        $"{Open}\npublic interface IShop {{ [Chainable] Task PayAsync(Means means); }}",
        $"using System.Text.Json.Serialization;\n\n{Closed}\npublic interface IShop {{ [Chainable] Task PayAsync(Means means); }}");

    [Fact]
    public void AResultsElementsToo() => FixRun.Fixes<DerivedTypesFixer>(
        ResultNotSerializable,
        $"using System.Text.Json.Serialization;\n{Open}\npublic interface IShop {{ [Chainable] Task<List<Means>> MeansAsync(); }}",
        $"using System.Text.Json.Serialization;\n{Closed}\npublic interface IShop {{ [Chainable] Task<List<Means>> MeansAsync(); }}");

    [Fact]
    public void AndALocalsMembers()
    {
        const string Handler = """

            public sealed record Wallet(Means[] Means);
            partial class Orders
            {
                [Chainable] public async Task<int> GoAsync() { var wallet = new Wallet([]); await Task.Delay(1); return wallet.Means.Length; }
            }
            """;
        FixRun.Fixes<DerivedTypesFixer>(LocalNotSerializable, $"using System.Text.Json.Serialization;\n{Open}{Handler}", $"using System.Text.Json.Serialization;\n{Closed}{Handler}");
    }

    [Fact]
    public void TheHeadOfTheFileStaysItsHead() => FixRun.Fixes<DerivedTypesFixer>(
        ParameterNotSerializable,
        $"// Made by the shop.\n// All rights are the customer's.\n\n{Open}\npublic interface IShop {{ [Chainable] Task PayAsync(Means means); }}",
        $"// Made by the shop.\n// All rights are the customer's.\n\nusing System.Text.Json.Serialization;\n\n{Closed}\npublic interface IShop {{ [Chainable] Task PayAsync(Means means); }}");

    [Theory]
    [InlineData("public abstract class Means; public static class Hidden { private sealed class Cash : Means; } public interface IShop { [Chainable] Task PayAsync(Means means); }")]
    [InlineData("public abstract class Means; public interface IShop { [Chainable] Task PayAsync(Means means); }")]
    [InlineData("public interface IShop { [Chainable] Task PayAsync(IDisposable means); }")]
    [InlineData("public interface IShop { [Chainable] Task PayAsync(Action means); }")]
    public void WithoutKnownTypesThereIsNothingToName(string source) => FixRun.OffersNothing<DerivedTypesFixer>(ParameterNotSerializable, source);
}
