using System.Net.Http.Json;
using System.Text.Json;
using AsyncSplit.Testing.Lambda.Bootstrap;

var api = new Uri($"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/");
using var http = new HttpClient { BaseAddress = api, Timeout = Timeout.InfiniteTimeSpan };
Console.WriteLine("starting");
if (Environment.GetEnvironmentVariable("_HANDLER") == "broken")
{
    await http.PostAsJsonAsync("init/error", new { errorType = "Broken", errorMessage = "does not start" });
    return 3;
}

if (Environment.GetEnvironmentVariable("_HANDLER") == "stuck")
{
    await Task.Delay(Timeout.Infinite);
}

Ticking.Start();
while (true)
{
    using var next = await http.GetAsync("invocation/next");
    var requestId = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    var input = await next.Content.ReadFromJsonAsync<JsonElement>();
    try
    {
        var output = await Commands.RunAsync(input, next.Headers);
        (await http.PostAsJsonAsync($"invocation/{requestId}/response", output)).EnsureSuccessStatusCode();
    }
    catch (InvalidOperationException exception)
    {
        (await http.PostAsJsonAsync($"invocation/{requestId}/error", new { errorType = "Refused", errorMessage = exception.Message })).EnsureSuccessStatusCode();
    }
}
