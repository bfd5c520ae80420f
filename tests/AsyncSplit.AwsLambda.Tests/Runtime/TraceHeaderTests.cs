using System.Diagnostics;
using AsyncSplit.AwsLambda.Runtime;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

public sealed class TraceHeaderTests
{
    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", ActivityTraceFlags.Recorded)]
    [InlineData("Root=1-5759E988-BD862E3FE1BE46A994272793;Parent=53995C3F42CD8AD8;Sampled=0", ActivityTraceFlags.None)]
    [InlineData("Self=1-67891234-12456789abcdef012345678; Root=1-5759e988-bd862e3fe1be46a994272793; Parent=53995c3f42cd8ad8;Lineage=a:b:c", ActivityTraceFlags.None)]
    public void ATraceIsTheSameInBothForms(string header, ActivityTraceFlags flags)
    {
        Assert.True(TraceHeader.TryParse(header, out var context));
        Assert.Equal("5759e988bd862e3fe1be46a994272793", context.TraceId.ToHexString());
        Assert.Equal("53995c3f42cd8ad8", context.SpanId.ToHexString());
        Assert.Equal(flags, context.TraceFlags);
        Assert.True(context.IsRemote);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793")]
    [InlineData("Root=1-5759e988;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a99427279x;Parent=53995c3f42cd8ad8")]
    [InlineData("Root;Parent;Sampled")]
    public void WhatIsNoTraceIsNone(string? header) => Assert.False(TraceHeader.TryParse(header, out _));
}
