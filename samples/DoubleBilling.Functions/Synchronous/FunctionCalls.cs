using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Functions.Synchronous;

/// <summary>The contracts, as calls of functions whose answers the caller waits for.</summary>
internal sealed class FunctionCalls(HttpClient lambda) : IShipping, IWarehouse, ILevels
{
    public Task<string> ShipAsync(Order order) => InvokeAsync("Shipping-synchronous", order, SynchronousJson.Default.Order, SynchronousJson.Default.String);

    public Task<string> PackAsync(Order order) => InvokeAsync("Warehouse-synchronous", order, SynchronousJson.Default.Order, SynchronousJson.Default.String);

    public Task<int> RunAsync(int depth, Order order) => InvokeAsync("Levels-synchronous", new LevelsCall(depth, order), SynchronousJson.Default.LevelsCall, SynchronousJson.Default.Int32);

    private async Task<TResult> InvokeAsync<TArgument, TResult>(string function, TArgument argument, JsonTypeInfo<TArgument> argumentType, JsonTypeInfo<TResult> resultType)
    {
        using var response = await lambda.PostAsJsonAsync($"2015-03-31/functions/{function}/invocations", argument, argumentType);
        response.EnsureSuccessStatusCode();
        if (response.Headers.Contains("X-Amz-Function-Error"))
        {
            throw new InvalidOperationException($"{function} has failed: {await response.Content.ReadAsStringAsync()}");
        }

        return (await response.Content.ReadFromJsonAsync(resultType))!;
    }
}
