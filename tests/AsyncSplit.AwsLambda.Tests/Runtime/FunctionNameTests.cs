using AsyncSplit.AwsLambda.Functions;
using AsyncSplit.Hosting;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class FunctionNameTests
{
    [Theory]
    [InlineData("Work-AddAsync", "Work-AddAsync")]
    [InlineData("Shop::AsyncSplit.Generated.LambdaHandlers::Work_AddAsync", "Work-AddAsync")]
    [InlineData("Shop::AsyncSplit.Generated.LambdaHandlers::Work_AddAsync_at_Yield", "Work-AddAsync_at_Yield")]
    [InlineData("Shop::AsyncSplit.Generated.LambdaHandlers::Store", "Store")]
    [InlineData("Shop::Other.Handlers::Unknown_Method", "Unknown_Method")]
    [InlineData("bootstrap", "the variable's")]
    [InlineData("", "the variable's")]
    [InlineData(null, "the variable's")]
    public void TheHandlerSettingNamesTheFunction(string? handler, string name)
    {
        using var services = new ServiceCollection().AddAsyncSplitCore(chains => chains.AddChainables().UseInMemory()).BuildServiceProvider();

        Assert.Equal(name, FunctionName.Of(handler, services.GetRequiredService<ChainRegistry>(), variable => variable == "ASYNCSPLIT_FUNCTION" ? "the variable's" : null));
    }
}
