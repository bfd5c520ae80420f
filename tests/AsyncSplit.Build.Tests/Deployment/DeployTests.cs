using AsyncSplit.Build.Tests.Harness;
using YamlDotNet.RepresentationModel;

namespace AsyncSplit.Build.Tests.Deployment;

public sealed class DeployTests
{
    [Theory]
    [InlineData("Handler", "Orders-PlaceAsync", 256, 10, 20)]
    [InlineData("Handler", "Orders-CompareAsync", 256, 10, null)]
    [InlineData("Handler", "IPayments-ChargeAsync", 512, 60, null)] // on the contract's type
    [InlineData("Handler", "Audit-NoteAsync", 512, 30, null)] // the project's
    [InlineData("Handler", "Store", 512, 30, null)]
    [InlineData("EntryPoint", "Orders-PlaceAsync_at_Delay", 256, 10, 20)]
    [InlineData("One", "Steps", 512, 60, 20)] // the most memory and time, the least concurrency
    public void AFunctionGetsWhatTheAttributesSay(string granularity, string function, int memory, int timeout, int? concurrency)
    {
        using var application = BuiltApplication.Of(task => task.Granularity = granularity, Sources.Shop);
        var template = Template.Of(application);
        Assert.Equal(memory, int.Parse(Template.Text(template.Function(function)["MemorySize"])));
        Assert.Equal(timeout, int.Parse(Template.Text(template.Function(function)["Timeout"])));
        var source = template.OfType("AWS::Lambda::EventSourceMapping").Select(template.Properties).Single(source => Template.Text(template.Properties(Template.Text(source["FunctionName"]["Ref"]))["FunctionName"]) == $"shop-{function}");
        Assert.Equal(concurrency, source.Children.TryGetValue("ScalingConfig", out var scaling) ? int.Parse(Template.Text(((YamlMappingNode)scaling)["MaximumConcurrency"])) : null);
    }

    [Theory]
    [InlineData("Handler", "Audit-NoteAsync,IPayments-ChargeAsync,Orders-ApproveAsync,Orders-CompareAsync,Orders-PlaceAsync,Pricing-QuoteAsync,Store")]
    [InlineData("EntryPoint", "Audit-NoteAsync,Audit-NoteAsync_at_Yield,IPayments-ChargeAsync,Orders-ApproveAsync,Orders-ApproveAsync_at_Callback,Orders-CompareAsync,Orders-CompareAsync_at_WhenAll,Orders-PlaceAsync,Orders-PlaceAsync_at_ChargeAsync,Orders-PlaceAsync_at_Delay,Orders-PlaceAsync_at_QuoteAsync,Pricing-QuoteAsync,Pricing-QuoteAsync_at_Delay,Store")]
    [InlineData("One", "Steps")]
    public void ThereAreAsManyFunctionsAsTheGranularitySays(string granularity, string functions)
    {
        using var application = BuiltApplication.Of(task => task.Granularity = granularity, Sources.Shop);
        Assert.Equal(functions.Split(','), Template.Of(application).Functions());
    }

    [Theory]
    [InlineData("Deploy(MemoryMb = 64)", "MemoryMb in the [Deploy] of 'Orders.GoAsync' is 64; a function can have 128 to 10240")]
    [InlineData("Deploy(TimeoutSeconds = 1000)", "TimeoutSeconds in the [Deploy] of 'Orders.GoAsync' is 1000; a function can have 1 to 900")]
    [InlineData("Deploy(MaxConcurrency = 1)", "MaxConcurrency in the [Deploy] of 'Orders.GoAsync' is 1; a function can have 2 to 1000")]
    [InlineData("Deploy(TimeoutSeconds = 0)", "TimeoutSeconds in the [Deploy] of 'Orders.GoAsync' is 0; a function can have 1 to 900")]
    public void AValueThatNoFunctionCanHaveIsAnErrorWithTheHandlersPlace(string attribute, string message)
    {
        using var application = new BuiltApplication();
        Assert.False(application.Build(_ => { }, ("Orders.cs", $$"""
            public partial class Orders
            {
                [Chainable, {{attribute}}]
                public async Task GoAsync() => await Task.Yield();
            }
            """)));
        Assert.Equal([$"Orders.cs(3): AsyncSplit: {message}."], application.Log.Errors);
    }

    public static TheoryData<Action<WriteDeploymentFiles>, string> Properties => new()
    {
        { task => task.Granularity = "Function", "AsyncSplitGranularity is 'Function'" },
        { task => task.Granularity = "7", "AsyncSplitGranularity is '7'" },
        { task => task.Delivery = "AtMostOnce", "AsyncSplitDelivery is 'AtMostOnce'" },
        { task => task.Application = "Shop", "AsyncSplitApplication is 'Shop'" },
        { task => task.Application = "the-longest-name-of-a-shop", "AsyncSplitApplication is 'the-longest-name-of-a-shop'" },
        { task => task.MemoryMb = 1, "AsyncSplitMemoryMb is 1" },
        { task => task.TimeoutSeconds = 901, "AsyncSplitTimeoutSeconds is 901" },
        { task => task.Routes = [new Microsoft.Build.Utilities.TaskItem("IPayments.*")], "The AsyncSplitRoute 'IPayments.*' has no queue" },
    };

    [Theory]
    [MemberData(nameof(Properties))]
    public void APropertyThatCannotBeIsAnErrorOfTheProject(Action<WriteDeploymentFiles> configure, string message)
    {
        using var application = new BuiltApplication();
        Assert.False(application.Build(configure, Sources.Shop));
        Assert.StartsWith($"Shop.csproj(0): AsyncSplit: {message}", Assert.Single(application.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void AManagedRuntimeNeedsOneStartup()
    {
        using var application = new BuiltApplication();
        application.Reference("AsyncSplit.AwsLambda", ("Lambda.cs", Sources.LambdaPackage));
        Assert.False(application.Build(task => task.Runtime = "dotnet10", Sources.Shop[1], Sources.Shop[2]));
        Assert.False(application.Build(_ => { }, [.. Sources.Shop, ("Second.cs", Sources.Startup.Replace("class Startup", "class SecondStartup", StringComparison.Ordinal))]));
        Assert.Equal(2, application.Log.Errors.Count);
        Assert.Contains("need a startup, and there is none", application.Log.Errors[0], StringComparison.Ordinal);
        Assert.Contains("Shop.SecondStartup, Shop.Startup", application.Log.Errors[1], StringComparison.Ordinal);
    }
}
