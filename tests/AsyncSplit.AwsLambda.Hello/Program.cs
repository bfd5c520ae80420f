var root = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using var invocation = await http.GetAsync(root + "next");
    await invocation.Content.ReadAsByteArrayAsync();
    using var answer = new StringContent("\"hello world\"");
    using var accepted = await http.PostAsync($"{root}{invocation.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").First()}/response", answer);
}
