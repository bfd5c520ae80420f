using System.Text;
using AsyncSplit.AzureFunctions.Functions;

namespace AsyncSplit.AzureFunctions.Tests.Functions;

public sealed class InvocationReaderTests
{
    private const string Envelope = """{"v":1,"chain":"c \" ä"}""";

    [Theory]
    // As the host writes a text: as JSON within JSON.
    [InlineData("""{"Data":{"envelope":"\"{\\\"v\\\":1,\\\"chain\\\":\\\"c \\\\\\\" ä\\\"}\""},"Metadata":{"DequeueCount":"3","Id":"\"7\""}}""")]
    // As its documentation has it.
    [InlineData("""{"Data":{"envelope":"{\"v\":1,\"chain\":\"c \\\" ä\"}"},"Metadata":{"DequeueCount":3,"Id":"7"}}""")]
    // As an object.
    [InlineData("""{"Metadata":{"Id":7,"DequeueCount":3},"Data":{"anyName":{"v":1,"chain":"c \" ä"}}}""")]
    public void AMessageIsReadHoweverItIsQuoted(string request)
    {
        var invocation = Read(request);
        Assert.Equal(Envelope, Encoding.UTF8.GetString(invocation.Message.Span));
        Assert.Equal(3, invocation.Attempt);
        Assert.Equal("7", invocation.MessageId);
    }

    [Fact]
    public void BytesComeAsBase64()
    {
        byte[] body = [0, 255, 1];
        Assert.Equal(body, Read($$"""{"Data":{"envelope":"{{Convert.ToBase64String(body)}}"}}""").Message.ToArray());
    }

    [Fact]
    public void WithoutMetadataItIsTheFirstDelivery()
    {
        var invocation = Read("""{"Data":{"envelope":"\"hello\""}}""");
        Assert.Equal(1, invocation.Attempt);
        Assert.Null(invocation.MessageId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"Data":5}""")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Data":{"envelope":5}}""")]
    [InlineData("""{"Data":{"envelope":"\"\\x\""}}""")]
    [InlineData("""{"Data":{"envelope":"x"},"Metadata":{"DequeueCount":"many"}}""")]
    [InlineData("""{"Data":{"envelope":"x"},"Metadata":{"DequeueCount":"99999999999"}}""")]
    public void WhatIsNoInvocationIsRefused(string request) => Assert.Throws<FormatException>(() => Read(request));

    [Fact]
    public void ARequestThatShouldHaveBeenForwardedSaysHow()
    {
        var error = Assert.Throws<FormatException>(() => Read("""{"Data":{"req":{"Url":"http://localhost/api/chains","Method":"GET"}}}"""));
        Assert.Contains("enableForwardingHttpRequest", error.Message, StringComparison.Ordinal);
    }

    private static Invocation Read(string request) => InvocationReader.Read(Encoding.UTF8.GetBytes(request));
}
