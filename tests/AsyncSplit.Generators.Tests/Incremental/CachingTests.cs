using AsyncSplit.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using static AsyncSplit.Generators.TrackingNames;

namespace AsyncSplit.Generators.Tests.Incremental;

public sealed class CachingTests
{
    private const string Failing = """
        namespace Shop;

        public sealed class StockException(string message, int left) : Exception(message)
        {
            public int Left { get; } = left;
        }

        public partial class Stock(IPayments payments)
        {
            [Chainable]
            public async Task TakeAsync(int count)
            {
                await payments.RefundAsync("x");
                throw new StockException("sold out", count);
            }
        }
        """;

    private const string Inheriting = """
        namespace Shop;

        public partial class Shelf(IPayments payments)
        {
            [Chainable]
            public virtual async Task CountAsync() => await payments.RefundAsync("y");
        }

        public partial class Corner(IPayments payments) : Shelf(payments)
        {
            public override async Task CountAsync() => await base.CountAsync();
        }
        """;

    [Fact]
    public void EveryTrackingNameIsAStepThatGivesValues()
    {
        var steps = GeneratorRun.Of(("Stock.cs", Failing), ("Shelf.cs", Inheriting), ("Contracts.cs", Shop.Contracts), ("Host.cs", Shop.LambdaHost)).Steps;
        Assert.All(PipelineSteps.Names, name => Assert.NotEmpty(steps.Reasons(name)));
    }

    [Fact]
    public void EditingAnotherMethodKeepsOverridesAndInheritedHandlersCached() =>
        AssertNothingIsWritten(GeneratorRun.Of(("Shelf.cs", Inheriting), ("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts)).Edit("Console.WriteLine(text);", "Console.Write(text + text);"));

    [Fact]
    public void EditingACommentInAnotherMethodKeepsEverythingCached() => AssertNothingIsWritten(Run().Edit("// Says what happened.", "// Says it."));

    [Fact]
    public void EditingAnotherMethodKeepsTheHandlerCached() => AssertNothingIsWritten(Run().Edit("Console.WriteLine(text);", "Console.Write(text + text);"));

    [Fact]
    public void EditingAnotherFileKeepsEverythingCached() => AssertNothingIsWritten(Run().Edit("void Write(string line);", "void Write(string text, int level);", "Contracts.cs"));

    [Fact]
    public void AddingAnUnrelatedTypeKeepsEverythingCached()
    {
        var run = Run();
        AssertNothingIsWritten(run.Again(run.Input.AddSyntaxTrees(TestCompilation.Parse("namespace Shop; public sealed record Parcel(string Id);", "Parcel.cs"))));
    }

    [Fact]
    public void RemovingAnUnrelatedFileKeepsEverythingCached()
    {
        var run = GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts), ("Parcel.cs", "namespace Shop; public sealed record Parcel(string Id);"));
        AssertNothingIsWritten(run.Again(run.Input.RemoveSyntaxTrees(run.Input.SyntaxTrees.Last())));
    }

    [Fact]
    public void ThrowingAnotherExceptionInAnotherMethodWritesItsCodecOnly() =>
        AssertWrites(Run().Edit("Console.WriteLine(text);", "throw new PaymentDeclinedException(text);"), "Chainables.g.cs", "Exception.Shop_PaymentDeclinedException");

    [Fact]
    public void ChangingOneHandlerWritesItsFileOnly()
    {
        var run = Run().Edit("Note(payment);", "Note(\"gone: \" + payment);");
        Assert.Equal(1, run.Steps.Changes(Analysis));
        Assert.Equal(1, run.Steps.Changes(Handlers));
        Assert.Equal(1, run.Steps.Changes(HandlerFiles));
        AssertUnchanged(run, Facts, Contracts, ContractFiles, Codecs, Exceptions, Clients, Assembly);
        AssertWrites(run, "Orders.CancelAsync");
    }

    [Fact]
    public void AddingAHandlerKeepsTheOthersCached()
    {
        var run = Run().Edit("private static void Note", "[Chainable]\n    public async Task WaitAsync() => await Task.Delay(1);\n\n    private static void Note");
        Assert.Equal([IncrementalStepRunReason.New], run.Steps.Reasons(HandlerFiles).Where(reason => reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
        AssertUnchanged(run, Facts, Contracts, ContractFiles, Codecs, Exceptions);
        AssertWrites(run, "Chainables.g.cs", "Client.Orders", "Manifest.g.cs", "Orders.WaitAsync");
    }

    [Fact]
    public void RemovingAHandlerKeepsTheOthersCached()
    {
        var run = Run().Edit("[Chainable]\n    public async Task CancelAsync", "public async Task CancelAsync");
        AssertUnchanged(run, Facts, Contracts, ContractFiles, Codecs, Exceptions);
        AssertWrites(run, "Chainables.g.cs", "Client.Orders", "Manifest.g.cs");
    }

    [Fact]
    public void RenamingAParameterWritesTheClientOfItsTypeOnly()
    {
        var run = Run().Edit("RefundAsync(string payment)", "RefundAsync(string charge)", "Contracts.cs");
        Assert.Equal(1, run.Steps.Changes(Contracts));
        Assert.Equal(1, run.Steps.Changes(ContractFiles));
        Assert.Equal(1, run.Steps.Changes(Clients));
        AssertUnchanged(run, Facts, Codecs, Exceptions, Assembly);
        AssertWrites(run, "Client.IPayments", "IPayments.RefundAsync", "Orders.CancelAsync");
    }

    [Fact]
    public void AddingAMemberToACapturedTypeWritesItsCodecAndThoseWhoseShapeItChanges()
    {
        var run = Run().Edit("decimal Price);", "decimal Price, int Days);", "Contracts.cs");
        Assert.Equal(1, run.Steps.Changes(Codecs));
        AssertUnchanged(run, Facts, ContractFiles, Exceptions, Clients, Assembly);
        AssertWrites(run, "Codec.Shop_Quote", "Orders.PlaceAsync");
    }

    [Fact]
    public void ReorderingTheMembersOfACapturedTypeWritesItsCodecOnly() =>
        AssertWrites(Run().Edit("(string Sku, decimal Price)", "(decimal Price, string Sku)", "Contracts.cs"), "Codec.Shop_Quote");

    [Fact]
    public void AddingAMemberToAnExceptionWritesItsCodecOnly()
    {
        var run = GeneratorRun.Of(("Stock.cs", Failing), ("Contracts.cs", Shop.Contracts)).Edit("= left;", "= left;\n\n    public string? Hint { get; set; }", "Stock.cs");
        Assert.Equal(1, run.Steps.Changes(Exceptions));
        AssertUnchanged(run, Facts, Contracts, ContractFiles, Codecs, Clients, Assembly);
        AssertWrites(run, "Exception.Shop_StockException", "Manifest.g.cs", "Stock.TakeAsync"); // the handler stands below and has moved
    }

    [Fact]
    public void AnUnrelatedReferenceKeepsEverythingCached()
    {
        var run = Run();
        var library = TestCompilation.Of("namespace Library; public sealed class Parcel;").WithAssemblyName("Library").ToMetadataReference();
        AssertNothingIsWritten(run.Again(run.Input.AddReferences(library)));
    }

    [Fact]
    public void AnotherNameOfTheAssemblyChangesTheFacts()
    {
        var run = Run();
        var renamed = run.Again(run.Input.WithAssemblyName("Store"));
        Assert.Equal(1, renamed.Steps.Changes(Facts));
        Assert.Contains("Chainables.g.cs", renamed.Steps.WrittenFiles());
    }

    private static GeneratorRun Run() => GeneratorRun.Of(("Orders.cs", Shop.Orders), ("Contracts.cs", Shop.Contracts));

    private static void AssertNothingIsWritten(GeneratorRun run) => run.Steps.AssertNothingIsNew();

    private static void AssertUnchanged(GeneratorRun run, params string[] steps) => Assert.All(steps, step => Assert.True(run.Steps.Changes(step) == 0, step));

    private static void AssertWrites(GeneratorRun run, params string[] files)
    {
        var written = run.Steps.WrittenFiles();
        Assert.True(written.Count == files.Length && written.Zip(files).All(pair => HintNames.IsNamed(pair.First, pair.Second)), string.Join(", ", written));
    }
}
