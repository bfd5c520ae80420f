using AsyncSplit.Build.Tests.Harness;

namespace AsyncSplit.Build.Tests.Deployment;

public sealed class PermissionTests
{
    [Theory]
    [InlineData("Orders-PlaceAsync", "Audit-NoteAsync", "IPayments-ChargeAsync", "Orders-PlaceAsync", "Pricing-QuoteAsync", "Store")] // what it calls
    [InlineData("IPayments-ChargeAsync", "IPayments-ChargeAsync", "Orders-PlaceAsync", "Store")] // who calls it; itself, since it is retried
    [InlineData("Pricing-QuoteAsync", "Orders-PlaceAsync", "Pricing-QuoteAsync", "Store")] // those that start it join by the table's function
    [InlineData("Audit-NoteAsync", "Audit-NoteAsync", "Store")] // called in tail position: it answers whoever has called its caller, and nobody has
    [InlineData("Store", "Orders-ApproveAsync", "Orders-CompareAsync", "Store")] // what waits in the table
    public void AFunctionSendsToWhatItCallsAndToWhatGoesOnAfterIt(string function, params string[] queues)
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        Assert.Equal(queues, Template.Of(application).SendsTo(function));
    }

    [Theory]
    [InlineData("Orders-PlaceAsync", false)]
    [InlineData("Pricing-QuoteAsync", false)]
    [InlineData("IPayments-ChargeAsync", false)]
    [InlineData("Audit-NoteAsync", false)]
    [InlineData("Orders-CompareAsync", true)] // joins
    [InlineData("Orders-ApproveAsync", true)] // waits for a callback
    [InlineData("Store", true)]
    public void AFunctionUsesTheTableIfItJoinsOrWaitsForOthers(string function, bool usesTable)
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        var template = Template.Of(application);
        Assert.Equal(usesTable, template.Statement(function, "Table") is not null);
        Assert.Equal(usesTable, template.Function(function)["Environment"]["Variables"].ToString().Contains("ASYNCSPLIT_TABLE", StringComparison.Ordinal));
    }

    [Fact]
    public void WhereEveryStepIsDecidedInTheTableEveryFunctionUsesIt()
    {
        using var application = BuiltApplication.Of(task => task.Delivery = "ExactlyOnce", Sources.Shop);
        var template = Template.Of(application);
        Assert.All(template.Functions(), function => Assert.NotNull(template.Statement(function, "Table")));

        // Who writes the end of a started call lets the join go on.
        Assert.Contains("Orders-CompareAsync", template.SendsTo("Pricing-QuoteAsync"));
    }

    [Theory]
    [InlineData("Orders-PlaceAsync", "Orders-PlaceAsync", "Orders-PlaceAsync_at_QuoteAsync", "Pricing-QuoteAsync", "Store")]
    [InlineData("Orders-PlaceAsync_at_QuoteAsync", "IPayments-ChargeAsync", "Orders-PlaceAsync_at_ChargeAsync", "Orders-PlaceAsync_at_QuoteAsync", "Store")]
    [InlineData("Orders-PlaceAsync_at_ChargeAsync", "Orders-PlaceAsync_at_ChargeAsync", "Orders-PlaceAsync_at_Delay", "Store")]
    [InlineData("Orders-PlaceAsync_at_Delay", "Audit-NoteAsync", "Orders-PlaceAsync_at_Delay", "Store")]
    [InlineData("Pricing-QuoteAsync", "Orders-PlaceAsync_at_QuoteAsync", "Pricing-QuoteAsync", "Pricing-QuoteAsync_at_Delay", "Store")]
    [InlineData("Pricing-QuoteAsync_at_Delay", "Orders-PlaceAsync_at_QuoteAsync", "Pricing-QuoteAsync_at_Delay", "Store")]
    public void AFunctionForEachEntryPointSendsToTheResumePointsBeforeWhichItEnds(string function, params string[] queues)
    {
        using var application = BuiltApplication.Of(task => task.Granularity = "EntryPoint", Sources.Shop);
        Assert.Equal(queues, Template.Of(application).SendsTo(function));
    }

    [Fact]
    public void AnExceptionGoesPastResumePointsThatCatchNothing()
    {
        using var application = BuiltApplication.Of(("Startup.cs", Sources.Startup), ("Levels.cs", """
            namespace Shop;

            public partial class Levels
            {
                [Chainable]
                public async Task<int> OuterAsync()
                {
                    try
                    {
                        return await MiddleAsync();
                    }
                    catch (InvalidOperationException)
                    {
                        return 0;
                    }
                }

                [Chainable]
                public async Task<int> MiddleAsync() => 1 + await InnerAsync();

                [Chainable]
                public async Task<int> InnerAsync()
                {
                    await Task.Yield();
                    throw new InvalidOperationException("no");
                }

                [Chainable]
                public async Task<int> AboveAsync() => 1 + await OuterAsync();
            }
            """));
        var template = Template.Of(application);

        // OuterAsync catches, so that nothing of InnerAsync gets to AboveAsync.
        Assert.Equal(["Levels-InnerAsync", "Levels-MiddleAsync", "Levels-OuterAsync", "Store"], template.SendsTo("Levels-InnerAsync"));
        Assert.Equal(["Levels-AboveAsync", "Levels-MiddleAsync", "Levels-OuterAsync", "Store"], template.SendsTo("Levels-OuterAsync"));
    }

    [Fact]
    public void ACalleeInTailPositionAnswersTheCallersCaller()
    {
        using var application = BuiltApplication.Of(("Startup.cs", Sources.Startup), ("Tail.cs", """
            namespace Shop;

            public partial class Tail
            {
                [Chainable]
                public async Task<int> FirstAsync() => 1 + await SecondAsync();

                [Chainable]
                public async Task<int> SecondAsync() => await ThirdAsync();

                [Chainable]
                public async Task<int> ThirdAsync()
                {
                    await Task.Yield();
                    return 3;
                }
            }
            """));
        Assert.Equal(["Store", "Tail-FirstAsync", "Tail-ThirdAsync"], Template.Of(application).SendsTo("Tail-ThirdAsync"));
    }

    [Fact]
    public void AContractThatSeveralHandlersImplementHasAFunctionOfItsOwn()
    {
        using var application = BuiltApplication.Of([.. Sources.Shop, ("Second.cs", """
            namespace Shop;

            public partial class CheapPricing(IPayments payments) : IPricing
            {
                [Chainable]
                public async Task<Quote> QuoteAsync(string sku, int quantity)
                {
                    await payments.ChargeAsync(sku, 0);
                    return new Quote(sku, 0);
                }
            }
            """)]);
        var template = Template.Of(application);
        Assert.Contains("IPricing-QuoteAsync", template.SendsTo("Orders-PlaceAsync"));

        // It starts whichever the services have: what that needs, it may.
        Assert.Equal(["CheapPricing-QuoteAsync", "IPayments-ChargeAsync", "IPricing-QuoteAsync", "Orders-PlaceAsync", "Pricing-QuoteAsync", "Store"], template.SendsTo("IPricing-QuoteAsync"));
    }

    [Fact]
    public void AnInheritedHandlerHasTheFunctionsThatItsClassNames()
    {
        using var application = BuiltApplication.Of(task => task.Granularity = "EntryPoint", ("Startup.cs", Sources.Startup), ("Shelf.cs", """
            namespace Shop;

            public partial class Shelf
            {
                [Chainable]
                public virtual async Task<int> CountAsync()
                {
                    await Task.Yield();
                    return await LookAsync() + 1;
                }

                [Chainable]
                public virtual async Task<int> LookAsync() => await Task.FromResult(1);
            }

            public partial class Corner : Shelf
            {
                public override async Task<int> LookAsync()
                {
                    await Task.Yield();
                    return 2;
                }
            }
            """));
        var template = Template.Of(application);
        Assert.Superset(
            new HashSet<string> { "Corner-CountAsync", "Corner-CountAsync_at_LookAsync", "Corner-CountAsync_at_Yield", "Corner-LookAsync", "Corner-LookAsync_at_Yield", "Shelf-CountAsync", "Shelf-LookAsync" },
            template.Functions().ToHashSet());
        Assert.Contains("Corner-LookAsync", template.SendsTo("Shelf-CountAsync_at_Yield"));
        Assert.Contains("Corner-CountAsync_at_LookAsync", template.SendsTo("Corner-LookAsync_at_Yield"));
    }

    [Fact]
    public void CallsThatLeaveTheApplicationGoToTheQueueOfTheirRoute()
    {
        using var application = BuiltApplication.Of(
            task => task.Routes = [new Microsoft.Build.Utilities.TaskItem("IPayments.*", new Dictionary<string, string> { ["Queue"] = "https://sqs.eu-west-1.amazonaws.com/123456789012/bank-IPayments-ChargeAsync" })],
            Sources.Shop);
        var template = Template.Of(application);
        Assert.DoesNotContain("IPayments-ChargeAsync", template.Functions());
        Assert.Contains("arn:aws:sqs:eu-west-1:123456789012:bank-IPayments-ChargeAsync", template.Statement("Orders-PlaceAsync", "Send")!["Resource"].ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bank", template.Statement("Audit-NoteAsync", "Send")!["Resource"].ToString(), StringComparison.Ordinal);
        Assert.Equal("IPayments.*=https://sqs.eu-west-1.amazonaws.com/123456789012/bank-IPayments-ChargeAsync", Template.Text(template.Function("Orders-PlaceAsync")["Environment"]["Variables"]["ASYNCSPLIT_ROUTE_1"]));
    }
}
