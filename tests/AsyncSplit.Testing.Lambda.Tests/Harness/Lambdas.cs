using System.Text.Json;

namespace AsyncSplit.Testing.Lambda.Tests.Harness;

/// <summary>Invocations in the words of the tests.</summary>
internal static class Lambdas
{
    public static Task<LambdaService> StartAsync(params IEnumerable<LambdaFunction> functions) => LambdaService.StartAsync(new LambdaServiceOptions { InitTimeout = TimeSpan.FromSeconds(30) }, functions);

    public static async Task<LambdaAnswer> SendAsync(this LambdaService service, object input, string function = "Commands") =>
        await service.InvokeAsync(function, JsonSerializer.SerializeToUtf8Bytes(input), CancellationToken.None);

    /// <summary>Invokes a function that has to succeed.</summary>
    public static async Task<JsonElement> AskAsync(this LambdaService service, object input, string function = "Commands")
    {
        var answer = await service.SendAsync(input, function);
        Assert.True(answer.IsSuccess, answer.Text);
        return JsonDocument.Parse(answer.Payload).RootElement;
    }
}
