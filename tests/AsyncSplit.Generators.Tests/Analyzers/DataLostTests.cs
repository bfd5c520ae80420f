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
    [InlineData("private int _count; public int Next() => ++_count;", "Cart._count")]
    [InlineData("private string Secret { get; set; } = \"\";", "Cart.Secret")]
    [InlineData("internal string Inside { get; set; } = \"\";", "Cart.Inside")]
    [InlineData("public string Status { get; private set; } = \"\";", "Cart.Status")]
    [InlineData("private Func<int>? _callback; public void Set(Func<int> callback) => _callback = callback;", "Cart._callback")]
    [InlineData("string IHasName.Name { get; set; } = \"\";", "Name")]
    public void WhatIsNotPublicIsReported(string member, string path)
    {
        var found = Assert.Single(AnalyzerRun.Analyze(TestCompilation.Of($"public interface IHasName {{ string Name {{ get; set; }} }} public sealed class Cart {(path == "Name" ? ": IHasName" : "")} {{ public string Customer {{ get; set; }} = \"\"; {member} }} public interface ICarts {{ [Chainable] Task CheckOutAsync(Cart cart); }}")));

        Assert.Equal(DataLost, found.Id);
        Assert.Contains(path, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void AHiddenMemberOfTheBaseIsReported()
    {
        var found = Assert.Single(AnalyzerRun.Analyze(TestCompilation.Of("public class Old { public int N { get; set; } } public class New : Old { public new string N { get; set; } = \"\"; } public interface ICarts { [Chainable] Task CheckOutAsync(New cart); }")));

        Assert.Contains("Old.N", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void DataThatAnExceptionLosesIsReportedWhereTheHandlerNamesIt()
    {
        var found = AnalyzerRun.Analyze(TestCompilation.Of("""
            public sealed class Odd(string message) : Exception(message) { private int _tries; public int Try() => ++_tries; public System.IO.Stream? Body { get; set; } }
            public partial class Carts { [Chainable] public async Task GoAsync() { await Task.Delay(1); throw new Odd("x"); } }
            """));

        Assert.Equal([DataLost, DataLost], found.Select(each => each.Id));
        Assert.Equal(2, found.Count(each => each.GetMessage(System.Globalization.CultureInfo.InvariantCulture) is var text && (text.Contains("Odd._tries", StringComparison.Ordinal) || text.Contains("Odd.Body", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("public List<string> Notes { get; init; } = [];")]
    [InlineData("[System.Text.Json.Serialization.JsonIgnore] public List<string> Notes { get; } = [];")]
    [InlineData("public int Length => Customer.Length;")]
    public void SettableIgnoredAndComputedMembersAreNot(string member) =>
        AnalyzerRun.Accepts($"public sealed class Cart {{ public string Customer {{ get; set; }} = \"\"; {member} }} public interface ICarts {{ [Chainable] Task CheckOutAsync(Cart cart); }}");
}
