using AsyncSplit.Generators.Tests.Harness;
using static AsyncSplit.Generators.Diagnostics.RuleIds;

namespace AsyncSplit.Generators.Tests.Analyzers;

public sealed class DataLostTests
{
    private const string Cart = "public sealed class Cart { public string Customer { get; set; } = \"\"; public List<string> Notes { get; } = []; }";

    [Fact]
    public void AGetOnlyCollectionIsReportedWithItsPath()
    {
        var found = Assert.Single(AnalyzerRun.Analyze(TestCompilation.Of($"{Cart} public interface ICarts {{ [Chainable] Task CheckOutAsync(Cart cart); }}")));

        Assert.Equal(DataLost, found.Id);
        Assert.Contains("Cart.Notes", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("'cart'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void TheHandlerIsSplitAllTheSame() =>
        Assert.Contains(
            GeneratorRun.Of(TestCompilation.Of($"{Cart} public partial class Carts {{ [Chainable] public async Task GoAsync(Cart cart) {{ await Task.Delay(1); Console.WriteLine(cart.Customer); }} }}")).Files,
            file => file.Value.Contains("GoAsync_AfterDelay", StringComparison.Ordinal));

    [Theory]
    [InlineData("public List<string> Notes { get; init; } = [];")]
    [InlineData("[System.Text.Json.Serialization.JsonIgnore] public List<string> Notes { get; } = [];")]
    [InlineData("public int Length => Customer.Length;")]
    public void SettableIgnoredAndComputedMembersAreNot(string member) =>
        AnalyzerRun.Accepts($"public sealed class Cart {{ public string Customer {{ get; set; }} = \"\"; {member} }} public interface ICarts {{ [Chainable] Task CheckOutAsync(Cart cart); }}");
}
