using System.Text.Json;
using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Functions.Synchronous;

/// <summary>The same methods, called as they stand: what one would deploy without AsyncSplit. Who calls another function waits for it.</summary>
internal static class SynchronousFunction
{
    /// <summary>Before the service's name in <c>_HANDLER</c>.</summary>
    public const string Prefix = "synchronous:";

    public static async Task RunAsync(string service)
    {
        using var runtime = new HttpClient { BaseAddress = new Uri($"http://{Variable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/"), Timeout = Timeout.InfiniteTimeSpan };
        using var lambda = new HttpClient { BaseAddress = new Uri(Variable("AWS_ENDPOINT_URL_LAMBDA")), Timeout = Timeout.InfiniteTimeSpan };
        using var robot = new Robot();
        var (calls, waiting) = (new FunctionCalls(lambda), new WaitingRobot(robot));
        while (true)
        {
            using var next = await runtime.GetAsync("next");
            var requestId = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
            var answer = await HandleAsync(service, await next.Content.ReadAsByteArrayAsync(), calls, waiting);
            using var content = new ByteArrayContent(answer);
            using var response = await runtime.PostAsync($"{requestId}/response", content);
            response.EnsureSuccessStatusCode();
        }
    }

    private static async Task<byte[]> HandleAsync(string service, byte[] payload, FunctionCalls calls, WaitingRobot robot) => service switch
    {
        nameof(Orders) => ToJson(await new Orders(calls).PlaceAsync(OrderOf(payload))),
        nameof(Shipping) => ToJson(await new Shipping(calls).ShipAsync(OrderOf(payload))),
        nameof(Warehouse) => ToJson(await new Warehouse(robot).PackAsync(OrderOf(payload))),
        nameof(Levels) when JsonSerializer.Deserialize(payload, SynchronousJson.Default.LevelsCall)! is var call =>
            JsonSerializer.SerializeToUtf8Bytes(await new Levels(robot, () => calls).RunAsync(call.Depth, call.Order), SynchronousJson.Default.Int32),
        _ => throw new InvalidOperationException($"There is no service {service}."),
    };

    private static Order OrderOf(byte[] payload) => JsonSerializer.Deserialize(payload, SynchronousJson.Default.Order)!;

    private static byte[] ToJson(string result) => JsonSerializer.SerializeToUtf8Bytes(result, SynchronousJson.Default.String);

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: this program is started by Lambda.");
}
