namespace Headway.Domain.Statuses;

/// <summary>The fixed code of a meaningful status. Labels, thresholds and wording are data; codes never change.</summary>
public readonly record struct StatusCode(string Value)
{
    public static readonly StatusCode New = new("NEW");
    public static readonly StatusCode Assigned = new("ASSIGNED");
    public static readonly StatusCode InProgress = new("IN_PROGRESS");
    public static readonly StatusCode NextAction = new("NEXT_ACTION");
    public static readonly StatusCode Chased = new("CHASED");
    public static readonly StatusCode CustomerUpdated = new("CUST_UPDATED");
    public static readonly StatusCode ColleagueUpdated = new("COLLEAGUE_UPDATED");
    public static readonly StatusCode AppointmentRequested = new("APPT_REQUESTED");
    public static readonly StatusCode AppointmentOffered = new("APPT_OFFERED");
    public static readonly StatusCode AppointmentBooked = new("APPT_BOOKED");
    public static readonly StatusCode Rejected = new("REJECTED");
    public static readonly StatusCode TargetAtRisk = new("SLA_RISK");
    public static readonly StatusCode AwaitCustomer = new("AWAIT_CUSTOMER");
    public static readonly StatusCode CustomerSilent = new("CUST_SILENT");
    public static readonly StatusCode CustomerTesting = new("CUST_TESTING");
    public static readonly StatusCode Assist = new("ASSIST");
    public static readonly StatusCode AwaitApproval = new("AWAIT_APPROVAL");
    public static readonly StatusCode AwaitSupplier = new("AWAIT_SUPPLIER");
    public static readonly StatusCode AwaitDelivery = new("AWAIT_DELIVERY");
    public static readonly StatusCode AwaitChange = new("AWAIT_CHANGE");
    public static readonly StatusCode Deferred = new("DEFERRED");
    public static readonly StatusCode Reopened = new("REOPENED");
    public static readonly StatusCode Resolved = new("RESOLVED");
    public static readonly StatusCode Closed = new("CLOSED");

    public override string ToString() => Value;
}
