using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Tests.Incremental.Reuse;

/// <summary>What a key press may allocate, for each handler of the project: unlike times, that is the same on every machine.</summary>
public sealed class KeyPressBudgetTests
{
    private const int Files = 20;
    private const int HandlersInFile = 5;

    /// <summary>What the compiler itself allocates for each method with the attribute, and what it takes to see that nothing has to be done.</summary>
    private const int BytesForReusedHandler = 16_000;

    /// <summary>A handler of five boundaries that is split and written anew.</summary>
    private const int BytesForSplitHandler = 1_000_000;

    [Fact]
    public void InAMethodElsewhere() => AssertAllocates(Files * HandlersInFile * BytesForReusedHandler, "Elsewhere.cs", "=> from + 0", "=> from + 10");

    [Fact]
    public void InTheNameOfAMemberElsewhere() => AssertAllocates(Files * HandlersInFile * BytesForReusedHandler, "Elsewhere.cs", "Height0", "Height10");

    [Fact]
    public void InACommentElsewhere() => AssertAllocates(Files * HandlersInFile * BytesForReusedHandler, "Elsewhere.cs", "// Reads.", "// Reads it.");

    [Fact]
    public void InsideAHandler() => AssertAllocates((Files * HandlersInFile * BytesForReusedHandler) + (HandlersInFile * BytesForSplitHandler), "Orders3.cs", "total -= 0m;", "total -= 10m;");

    [Fact]
    public void InADeclarationThatOneFileUses() => AssertAllocates((Files * HandlersInFile * BytesForReusedHandler) + (HandlersInFile * BytesForSplitHandler), "Data3.cs", "decimal Price", "decimal Price, int Days");

    private static void AssertAllocates(long budget, string path, string text, string replacement)
    {
        var compilation = Project();
        var driver = GeneratorRun.Driver(compilation, tracksSteps: false).RunGenerators(compilation);

        // Once for what is made at the first edit only.
        var edited = compilation.Edit(path, text, replacement);
        driver = driver.RunGenerators(edited);
        edited = edited.Edit(path, replacement, text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        driver = driver.RunGenerators(edited);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= budget, $"{allocated:N0} bytes, {budget:N0} allowed");
        GC.KeepAlive(driver);
    }

    private static CSharpCompilation Project() => TestCompilation.Of(
    [
        ("Elsewhere.cs", "namespace Shop.Elsewhere; public sealed class Gauge { public int Height0 { get; set; }\n// Reads.\npublic int Read(int from) => from + 0; }"),
        .. Enumerable.Range(0, Files).Select(number => ($"Data{number}.cs", $"namespace Shop; public sealed record Quote{number}(string Sku, decimal Price); public interface IPricing{number} {{ [Chainable] Task<Quote{number}> QuoteAsync(string sku, int quantity); }}")),
        .. Enumerable.Range(0, Files).Select(number => ($"Orders{number}.cs", Orders(number))),
    ]);

    private static string Orders(int number) => $$"""
        namespace Shop;

        public partial class Orders{{number}}(IPricing{{number}} pricing)
        {
        {{string.Join("\n", Enumerable.Range(0, HandlersInFile).Select(handler => $$"""
                [Chainable]
                public async Task<decimal> Place{{handler}}Async(string sku)
                {
                    var total = {{handler}}m;
                    total -= {{handler}}m;
                    var names = new List<string>();
                    var quote = await pricing.QuoteAsync(sku, {{handler}});
                    if (quote.Price > {{handler}})
                    {
                        await Task.Delay(TimeSpan.FromSeconds({{handler}}));
                        names.Add(quote.Sku);
                    }

                    foreach (var name in new List<string>(names))
                    {
                        total -= (await pricing.QuoteAsync(name, 1)).Price;
                    }

                    try
                    {
                        total += (await pricing.QuoteAsync(sku, 2)).Price * quote.Price;
                    }
                    catch (InvalidOperationException e) when (e.Message.Length > {{handler}})
                    {
                        await Task.CompletedTask;
                        names.Clear();
                    }

                    return total + names.Count;
                }
            """))}}
        }
        """;
}
